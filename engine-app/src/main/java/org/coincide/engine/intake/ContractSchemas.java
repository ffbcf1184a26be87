package org.coincide.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The contract's JSON Schemas, loaded from the class path only. The validator's settings are the same as the client's. */
@Component
public class ContractSchemas {

    private static final String SCHEMAS = "classpath:/contract/schemas/*.json";

    /** Any address: the schemas refer to each other by file name. */
    private static final String LOCATION = "https://contract.invalid/schemas/";

    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig configuration = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    ContractSchemas() throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(SCHEMAS)) {
            try (InputStream stream = file.getInputStream()) {
                String name = file.getFilename().replace(".json", "");
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                String iri = LOCATION + file.getFilename();
                texts.put(iri, text);
                names.put(name, iri);
            }
        }
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders ->
                        // The last loader refuses every other schema, so that none is fetched from the network.
                        loaders.schemas(texts).add(location -> {
                            throw new IllegalArgumentException(location
                                    + " is not a schema of the contract. Refer only to schemas of the contract.");
                        })));
        names.forEach((name, iri) -> schemas.put(name, factory.getSchema(SchemaLocation.of(iri), configuration)));
        schemas.values().forEach(JsonSchema::initializeValidators);
    }

    /** Returns the message's violations of the named schema; empty if the message is valid. */
    public List<RefusalReason> violations(String schema, JsonNode message) {
        return schemas.get(schema).validate(message).stream()
                .map(ContractSchemas::refusalReason)
                .toList();
    }

    private static RefusalReason refusalReason(ValidationMessage violation) {
        String pointer = violation.getInstanceLocation().toString();
        return new RefusalReason("SCHEMA_INVALID", violation.getError(), pointer);
    }
}

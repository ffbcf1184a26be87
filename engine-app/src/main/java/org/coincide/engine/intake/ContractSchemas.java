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
import java.util.Map;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The contract's schemas, from the class path alone: a schema that is not there is never looked for elsewhere. */
@Component
public class ContractSchemas {

    private static final String SCHEMAS = "classpath:/contract/schemas/*.json";

    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig settings =
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    ContractSchemas() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(SCHEMAS)) {
            try (InputStream stream = file.getInputStream()) {
                String name = file.getFilename().replace(".json", "");
                texts.put(iri(name), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts)));
        texts.keySet().forEach(iri -> schemas.put(iri, factory.getSchema(SchemaLocation.of(iri), settings)));
    }

    /** What of the message breaks the schema of this name; empty where nothing does. */
    public List<Because> breaches(String schema, JsonNode message) {
        return schemas.get(iri(schema)).validate(message).stream()
                .map(ContractSchemas::because)
                .toList();
    }

    private static Because because(ValidationMessage breach) {
        String pointer = breach.getInstanceLocation().toString();
        String text = breach.getMessage();
        return new Because(
                "SCHEMA_INVALID",
                text.startsWith(pointer) ? text.substring(pointer.length()).replaceFirst("^: ", "") : text,
                pointer);
    }

    private static String iri(String name) {
        return "urn:coincide:" + name + ":1.0";
    }
}

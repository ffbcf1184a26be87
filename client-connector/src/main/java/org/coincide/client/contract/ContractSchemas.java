package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The contract's JSON Schemas, from the files in this jar and from nowhere else. */
public final class ContractSchemas {

    private static final List<String> NAMES = List.of(
            "common",
            "envelope",
            "order",
            "cancellation",
            "return",
            "amendment",
            "inquiry",
            "warning",
            "information",
            "processing",
            "refusal");

    private final Map<String, JsonSchema> schemas = new TreeMap<>();

    public ContractSchemas() {
        Map<String, String> files = new TreeMap<>();
        NAMES.forEach(name -> files.put(urn(name), read("contract/schemas/" + name + ".json")));
        var factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders ->
                        // Last in line and without an answer: whatever is not a file of ours must not be looked for.
                        loaders.schemas(files).add(location -> {
                            throw new IllegalArgumentException("Not a schema of the contract: " + location);
                        })));
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .build();
        NAMES.forEach(name -> schemas.put(name, factory.getSchema(SchemaLocation.of(urn(name)), config)));
        schemas.values().forEach(JsonSchema::initializeValidators);
    }

    /** Everything that keeps the document from being what the named schema describes; empty when it is. */
    public List<ValidationError> faults(String name, JsonNode document) {
        return schemas.get(name).validate(document).stream()
                .map(ContractSchemas::fault)
                .distinct()
                .sorted(Comparator.comparing(ValidationError::pointer))
                .toList();
    }

    /** The identifier that a message gives as its {@code dataschema}. */
    public static String urn(String name) {
        return "urn:coincide:" + name + ":1.0";
    }

    private static ValidationError fault(ValidationMessage message) {
        var pointer = message.getInstanceLocation().toString();
        return new ValidationError("/".equals(pointer) ? "" : pointer, ValidationErrors.on(message));
    }

    private static String read(String path) {
        try (InputStream file = ContractSchemas.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("This build lacks the contract's file " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the contract's file " + path, e);
        }
    }
}

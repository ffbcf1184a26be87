package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The contract's JSON Schemas, loaded from the class path only. */
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
            "refusal",
            "statement",
            "receipt",
            "key");

    /** The identifier of each schema, which contains its version. */
    private static final Map<String, String> URNS = new ConcurrentHashMap<>();

    private final Map<String, JsonSchema> schemas = new TreeMap<>();

    public ContractSchemas() {
        Map<String, String> files = new TreeMap<>();
        NAMES.forEach(name -> files.put(location(name), read(name)));
        var factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders ->
                        // The last loader refuses every other schema, so that none is fetched from the network.
                        loaders.schemas(files).add(location -> {
                            throw new IllegalArgumentException(location
                                    + " is not a schema of the contract. Refer only to schemas of the contract.");
                        })));
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .build();
        NAMES.forEach(name -> schemas.put(name, factory.getSchema(SchemaLocation.of(location(name)), config)));
        schemas.values().forEach(JsonSchema::initializeValidators);
    }

    /** Returns the document's violations of the named schema; empty if the document is valid. */
    public List<ValidationError> validate(String name, JsonNode document) {
        return schemas.get(name).validate(document).stream()
                .map(ValidationErrors::of)
                .distinct()
                .sorted(Comparator.comparing(ValidationError::pointer))
                .toList();
    }

    /** Any address: the schemas refer to each other by file name. */
    private static String location(String name) {
        return "https://contract.invalid/schemas/" + name + ".json";
    }

    /** The value of {@code dataschema} in messages of this schema. */
    public static String urn(String name) {
        return URNS.computeIfAbsent(name, ContractSchemas::readUrn);
    }

    private static String readUrn(String name) {
        try {
            return Json.STRICT.readTree(read(name)).path("$comment").asText().replaceFirst("dataschema: ", "");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The contract's schema " + name + " is not JSON", e);
        }
    }

    private static String read(String name) {
        var path = "contract/schemas/" + name + ".json";
        try (InputStream file = ContractSchemas.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(
                        "The contract's file " + path + " is not on the class path. Build this jar again.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the contract's file " + path + " from the class path", e);
        }
    }
}

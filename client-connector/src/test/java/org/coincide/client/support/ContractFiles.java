package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.coincide.client.contract.Json;

/** The contract's files on the class path, above all its examples. */
public final class ContractFiles {

    private ContractFiles() {}

    public static ObjectNode example(String name) {
        try {
            return (ObjectNode) Json.STRICT.readTree(text("examples/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example order with another reference. */
    public static ObjectNode order(String reference) {
        return ((ObjectNode) example("order").get("data")).put("orderReference", reference);
    }

    /** The numbers and texts of a message type, such as {@code processing}. */
    public static List<SchemaField> fields(String type) {
        return SchemaField.of(schema(type + ".json"), ContractFiles::resolved).toList();
    }

    private static JsonNode resolved(JsonNode reference) {
        return schema(reference.path("$ref").asText());
    }

    /** The schema of a reference, such as {@code common.json#/$defs/money}. */
    public static JsonNode schema(String reference) {
        var parts = reference.split("#", 2);
        try {
            var file = Json.STRICT.readTree(text("schemas/" + parts[0]));
            return parts.length == 1 ? file : file.at(parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String path) {
        try (var file = Objects.requireNonNull(
                ContractFiles.class.getClassLoader().getResourceAsStream("contract/" + path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

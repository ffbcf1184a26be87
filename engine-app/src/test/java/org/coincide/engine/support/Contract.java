package org.coincide.engine.support;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The schemas and examples of docs/contract, as the server reads them from its class path. */
public final class Contract {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Contract() {}

    /** The numbers and texts of a message type, such as {@code return}. */
    public static Stream<SchemaField> fields(String type) {
        return SchemaField.of(schema(type + ".json"), Contract::resolved);
    }

    private static JsonNode resolved(JsonNode reference) {
        return schema(reference.path("$ref").asText());
    }

    /** The schema of a reference, such as {@code common.json#/$defs/money}. */
    public static JsonNode schema(String reference) {
        String[] parts = reference.split("#", 2);
        JsonNode file = read("schemas/" + parts[0]);
        return parts.length == 1 ? file : file.at(JsonPointer.compile(parts[1]));
    }

    /** The data of the type's example, about this trade, with the optional objects in which fields can stand. */
    public static JsonNode withAllFields(String type, String tradingId) {
        ObjectNode data = (ObjectNode) read("examples/" + type + ".json").path("data");
        if (data.has("tradingId")) {
            data.put("tradingId", tradingId);
        }
        return data;
    }

    public static JsonNode read(String file) {
        try (InputStream stream = Contract.class.getResourceAsStream("/contract/" + file)) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

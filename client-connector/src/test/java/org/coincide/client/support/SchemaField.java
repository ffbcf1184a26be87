package org.coincide.client.support;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A value in the messages that a JSON Schema describes. A test derives its fields from the schema, so that a new field is covered
 * without a change of the test.
 *
 * @param pointer RFC 6901 pointer within the message; of an array, to its first item
 * @param schema schema of the value
 */
public record SchemaField(JsonPointer pointer, JsonNode schema) {

    /**
     * All numbers and texts of a message.
     *
     * @param references finds the schema of a {@code $ref}
     */
    public static Stream<SchemaField> of(JsonNode schema, UnaryOperator<JsonNode> references) {
        return below(JsonPointer.empty(), schema, references);
    }

    private static Stream<SchemaField> below(JsonPointer at, JsonNode described, UnaryOperator<JsonNode> references) {
        JsonNode schema = described.has("$ref") ? references.apply(described) : described;
        if (schema.has("properties") || schema.path("additionalProperties").isObject()) {
            Stream<SchemaField> named = schema.path("properties").properties().stream()
                    .flatMap(property -> below(at.appendProperty(property.getKey()), property.getValue(), references));
            return schema.path("additionalProperties").isObject()
                    ? Stream.concat(
                            named, below(at.appendProperty("delivery"), schema.get("additionalProperties"), references))
                    : named;
        }
        return schema.has("items")
                ? below(at.appendIndex(0), schema.get("items"), references)
                : Stream.of(new SchemaField(at, schema));
    }

    public boolean isInteger() {
        return isOf("integer");
    }

    public boolean isText() {
        return isOf("string") || schema.has("enum") || schema.path("const").isTextual();
    }

    private boolean isOf(String type) {
        JsonNode declared = schema.path("type");
        return declared.asText().equals(type)
                || declared.valueStream().anyMatch(each -> each.asText().equals(type));
    }

    /** Returns true if the message has a place for this field: an optional object or list can be absent from an example. */
    public boolean hasPlaceIn(JsonNode message) {
        return message.at(pointer.head()).isContainerNode();
    }

    /** The message with this value in this field. */
    public JsonNode set(JsonNode message, JsonNode value) {
        JsonNode changed = message.deepCopy();
        JsonNode parent = changed.at(pointer.head());
        if (parent instanceof ArrayNode list) {
            list.set(pointer.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
        }
        return changed;
    }

    @Override
    public String toString() {
        return pointer.toString();
    }
}

package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Extracts the order from trading information, in the structure in which the client sent the order. */
public final class OrderContents {

    private static final List<String> PROPERTIES =
            List.of("orderReference", "currency", "shipTo", "payment", "requestedDelivery");
    private static final List<String> LINE_PROPERTIES = List.of("sku", "quantity", "unitPrice");

    private OrderContents() {}

    /** Copies the properties that {@code orderDigest} covers; properties that a later server adds are left out. */
    public static JsonNode of(JsonNode information) {
        ObjectNode order = Json.STRICT.createObjectNode();
        copy(information, order, PROPERTIES);
        var lines = order.putArray("lines");
        information.path("lines").forEach(line -> copy(line, lines.addObject(), LINE_PROPERTIES));
        return order;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> names) {
        names.stream().filter(from::has).forEach(name -> to.set(name, from.get(name)));
    }
}

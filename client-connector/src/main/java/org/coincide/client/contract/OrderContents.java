package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The order inside a trading information, in the very shape in which the client sent it. */
final class OrderContents {

    private static final List<String> TAKEN =
            List.of("orderReference", "currency", "shipTo", "payment", "requestedDelivery");
    private static final List<String> TAKEN_OF_LINE = List.of("sku", "quantity", "unitPrice");

    private OrderContents() {}

    /** The properties that {@code orderDigest} covers; whatever a newer server adds beside them is left out. */
    static JsonNode of(JsonNode information) {
        ObjectNode order = Json.STRICT.createObjectNode();
        copy(information, order, TAKEN);
        var lines = order.putArray("lines");
        information.path("lines").forEach(line -> copy(line, lines.addObject(), TAKEN_OF_LINE));
        return order;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> names) {
        names.stream().filter(from::has).forEach(name -> to.set(name, from.get(name)));
    }
}

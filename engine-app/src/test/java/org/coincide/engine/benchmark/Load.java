package org.coincide.engine.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coincide.engine.support.Orders;

/** Orders: half by card, half on invoice, one to three lines each. */
final class Load {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<List<String>> PRODUCTS = List.of(
            List.of("TEA-DARJEELING-100", "18.90"),
            List.of("TEA-SENCHA-100", "15.20"),
            List.of("TEA-ROOIBOS-250", "9.80"));

    private Load() {}

    static List<String> orders(int number) {
        return IntStream.range(0, number).mapToObj(Load::order).toList();
    }

    private static String order(int index) {
        ObjectNode order = index % 2 == 0 ? Orders.ordinary() : Orders.onInvoice();
        order.putArray("lines");
        for (int line = 0; line <= index % 3; line++) {
            List<String> product = PRODUCTS.get((index + line) % PRODUCTS.size());
            Orders.addLine(order, product.get(0), 1 + index % 2, product.get(1));
        }
        return message(order);
    }

    /** The message with this order. */
    static String message(ObjectNode order) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/" + Server.CLIENT)
                .put("type", "trading.order.v1")
                .put("subject", order.path("orderReference").asText())
                .put("time", "2026-11-24T09:00:00Z")
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:coincide:order:1.0")
                .set("data", order)
                .toString();
    }
}

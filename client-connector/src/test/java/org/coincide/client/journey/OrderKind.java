package org.coincide.client.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Kinds of orders from the tests' catalogue, each with its final statuses. */
enum OrderKind {
    /** Three packets of tea by card. */
    ORDINARY("CARD", "tok_ok", "COMPLETED/DELIVERED/PAID"),
    INVOICE("INVOICE", null, "COMPLETED/DELIVERED/PAID"),
    DECLINED("CARD", "tok_declined", "CANCELLED/CANCELLED/FAILED"),
    OUT_OF_STOCK("CARD", "tok_ok", "CANCELLED/CANCELLED/VOIDED"),
    /** Fewer pieces are in stock than a load orders, so the final statuses depend on the order of events. */
    SCARCE("CARD", "tok_ok", null),
    /** The provider captures, and its response is lost. */
    CAPTURE_TIMEOUT("CARD", "tok_capture_timeout", "COMPLETED/DELIVERED/PAID"),
    /** The provider authorizes, and its response is lost. */
    TIMEOUT("CARD", "tok_timeout", "COMPLETED/DELIVERED/PAID"),
    /** Held for its country, then cancelled. */
    CANCELLED("CARD", "tok_ok", "CANCELLED/CANCELLED/PENDING"),
    /** Held for its country, then amended. */
    AMENDED("CARD", "tok_ok", "COMPLETED/DELIVERED/PAID"),
    /** Delivered, then returned completely as damaged. */
    RETURNED("CARD", "tok_ok", "COMPLETED/RETURNED/REFUNDED");

    /** The mix of a load: twelve orders, five of them ordinary. */
    private static final List<OrderKind> MIX = List.of(
            ORDINARY,
            ORDINARY,
            ORDINARY,
            ORDINARY,
            ORDINARY,
            INVOICE,
            INVOICE,
            DECLINED,
            OUT_OF_STOCK,
            SCARCE,
            CAPTURE_TIMEOUT,
            TIMEOUT);

    private final String method;
    private final String token;
    private final String finalStatuses;

    OrderKind(String method, String token, String finalStatuses) {
        this.method = method;
        this.token = token;
        this.finalStatuses = finalStatuses;
    }

    static OrderKind any(Random random) {
        return MIX.get(random.nextInt(MIX.size()));
    }

    /** The final statuses as "ORDER/DELIVERY/PAYMENT", or null where they depend on other orders. */
    String finalStatuses() {
        return finalStatuses;
    }

    /** The kind at the beginning of an order's reference. */
    static OrderKind of(String reference) {
        return valueOf(reference.substring(0, reference.indexOf('-')));
    }

    /** A new order of this kind; its reference begins with the kind. */
    ObjectNode order() {
        var order = JsonNodeFactory.instance
                .objectNode()
                .put("orderReference", name() + "-" + UUID.randomUUID())
                .put("currency", "EUR");
        line(order, "TEA-EARL-GREY-100", 3, "12.50");
        if (this == OUT_OF_STOCK) {
            line(order, "SET-ANNIVERSARY", 1, "129.00");
        }
        if (this == SCARCE) {
            line(order, "SAMOVAR-BRASS", 1, "349.00");
        }
        order.putObject("shipTo")
                .put("name", "Ada Lovelace")
                .put("street", "12 St James's Square")
                .put("postalCode", "SW1Y 4JH")
                .put("city", "London")
                .put("country", isHeld() ? "AQ" : "GB");
        var payment = order.putObject("payment").put("method", method);
        if (token != null) {
            payment.put("token", token);
        }
        return order;
    }

    private boolean isHeld() {
        return this == CANCELLED || this == AMENDED;
    }

    static void line(ObjectNode order, String sku, int quantity, String unitPrice) {
        order.withArray("lines")
                .addObject()
                .put("sku", sku)
                .put("quantity", quantity)
                .put("unitPrice", unitPrice);
    }
}

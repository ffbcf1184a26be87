package org.coincide.client.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Orders that users want, of the tests' catalogue; each kind ends in its own way. */
enum OrderKind {
    /** Three packets of tea by card. */
    ORDINARY("CARD", "tok_ok", "COMPLETED/DELIVERED/PAID"),
    INVOICE("INVOICE", null, "COMPLETED/DELIVERED/PAID"),
    DECLINED("CARD", "tok_declined", "CANCELLED/CANCELLED/FAILED"),
    OUT_OF_STOCK("CARD", "tok_ok", "CANCELLED/CANCELLED/VOIDED"),
    /** There are fewer of these than a load wants: whether there is one is luck. */
    SCARCE("CARD", "tok_ok", null),
    /** The provider captures, and its answer is lost. */
    CAPTURE_TIMEOUT("CARD", "tok_capture_timeout", "COMPLETED/DELIVERED/PAID"),
    /** The provider authorizes, and its answer is lost. */
    TIMEOUT("CARD", "tok_timeout", "COMPLETED/DELIVERED/PAID"),
    /** Goes where nothing is sent as a rule, and is cancelled while it is held for that. */
    CANCELLED("CARD", "tok_ok", "CANCELLED/CANCELLED/PENDING"),
    /** Is held for the same reason, and then amended. */
    AMENDED("CARD", "tok_ok", "COMPLETED/DELIVERED/PAID"),
    /** Comes back when it has arrived, all of it damaged. */
    RETURNED("CARD", "tok_ok", "COMPLETED/RETURNED/REFUNDED");

    /** Twelve orders as they come, most of them ordinary. */
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
    private final String end;

    OrderKind(String method, String token, String end) {
        this.method = method;
        this.token = token;
        this.end = end;
    }

    static OrderKind any(Random random) {
        return MIX.get(random.nextInt(MIX.size()));
    }

    /** The three statuses at the end, as "ORDER/DELIVERY/PAYMENT"; null where it depends on others. */
    String end() {
        return end;
    }

    /** The kind that an order's reference names. */
    static OrderKind of(String reference) {
        return valueOf(reference.substring(0, reference.indexOf('-')));
    }

    /** A new order of this kind, under a reference that names the kind. */
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

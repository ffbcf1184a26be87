package org.coincide.client.support;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Messages of trades that have much to show. */
public final class ShownTrades {

    private ShownTrades() {}

    /** The messages from the acceptance to a parcel with its contents and an open invoice. */
    public static List<String> partiallyShipped(TradeMessages messages) {
        var texts = new ArrayList<>(List.of(
                messages.statusChange("order", "ACCEPTED"),
                messages.statusChange("payment", "AUTHORIZED"),
                messages.statusChange("order", "IN_PROGRESS"),
                messages.statusChange("delivery", "PREPARING")));
        texts.add(messages.next(data -> {
            data.put("delivery", "PARTIALLY_SHIPPED");
            ((ObjectNode) data.at("/lines/0")).put("shipped", 3);
            ((ObjectNode) data.at("/lines/1")).put("shipped", 2);
            data.putObject("due").put("delivery", "2026-12-04T23:00:00Z").put("payment", "2026-12-24T23:00:00Z");
            data.putArray("invoices")
                    .addObject()
                    .put("reference", "INV-1")
                    .put("amount", "47.30")
                    .put("received", "0.00")
                    .put("due", "2026-12-24T23:00:00Z")
                    .put("status", "OPEN");
            var parcel = data.putArray("shipments")
                    .addObject()
                    .put("id", "parcel-1")
                    .put("carrier", "Simulated Parcels")
                    .put("trackingNumber", "SPA1")
                    .put("status", "SHIPPED");
            parcel.putArray("contents").addObject().put("number", 1).put("quantity", 3);
            parcel.withArray("contents").addObject().put("number", 2).put("quantity", 2);
        }));
        return texts;
    }

    /** The messages after {@link #partiallyShipped}: everything is shipped, paid and delivered. */
    public static List<String> delivered(TradeMessages messages) {
        return List.of(
                messages.statusChange("delivery", "SHIPPED"),
                messages.statusChange("payment", "PAID"),
                messages.statusChange("delivery", "DELIVERED"),
                messages.statusChange("order", "COMPLETED"));
    }

    /** The next message of an accepted trade: a person must confirm the payment. */
    public static String unconfirmedPayment(TradeMessages messages) {
        return messages.next(data -> {
            data.put("payment", "REQUIRES_ACTION");
            data.putObject("action")
                    .put("url", "https://provider.example/confirm/4711?a=1&b=2")
                    .put("until", "2026-11-24T09:15:00Z");
        });
    }

    /** A refusal of an order that has no trade. */
    public static String refusal(String orderReference) {
        return refused(orderReference).toString();
    }

    /** A refusal of an order for these reasons. */
    public static String refusal(String orderReference, Consumer<ArrayNode> reasons) {
        var refusal = refused(orderReference);
        reasons.accept(((ObjectNode) refusal.get("data")).putArray("reasons"));
        return refusal.toString();
    }

    private static ObjectNode refused(String orderReference) {
        var refusal = ContractFiles.example("refusal").put("subject", orderReference);
        ((ObjectNode) refusal.get("data")).put("orderReference", orderReference);
        return refusal;
    }
}

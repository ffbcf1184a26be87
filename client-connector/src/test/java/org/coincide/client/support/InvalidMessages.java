package org.coincide.client.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.coincide.client.verification.WarningType;

/** For each warning of the contract a message that gives it, about a trade that stands at its first message. */
public final class InvalidMessages {

    private InvalidMessages() {}

    public static String of(WarningType type, TradeMessages story) {
        return switch (type) {
            case SCHEMA_INVALID -> story.untold(data -> data.put("order", "accepted"));
            case WRONG_CLIENT -> story.informationWith(data -> data.put("clientId", "globex"));
            case UNKNOWN_ORDER -> story.informationWith(data -> data.put("orderReference", "PO-" + UUID.randomUUID()));
            case CONTENT_MISMATCH ->
                story.informationWith(data -> ((ObjectNode) data.get("shipTo")).put("city", "Elsewhere"));
            case UNKNOWN_TRADE -> foreign(story);
            case EQUIVOCATION -> story.informationWith(data -> data.put("acceptedAt", "2026-11-24T10:00:00Z"));
            case SEQUENCE_GAP -> skipping(story);
            case UNKNOWN_STATUS -> story.untold(data -> data.put("delivery", "TELEPORTED"));
            case ILLEGAL_TRANSITION -> story.untold(data -> data.put("delivery", "DELIVERED"));
            case INVARIANT_BROKEN ->
                story.untold(data -> {
                    data.put("order", "ACCEPTED");
                    ((ObjectNode) data.get("amounts")).put("ordered", "1.00");
                });
            case AFTER_CLOSE -> story.untold(data -> data.put("payment", "PENDING"));
            case UNPROCESSABLE -> throw new IllegalArgumentException("Not a warning of the contract");
        };
    }

    private static String foreign(TradeMessages story) {
        var other = TradeMessages.of(ContractFiles.order(story.reference()));
        other.information();
        return other.move("order", "ACCEPTED");
    }

    private static String skipping(TradeMessages story) {
        var message = story.untold(data -> data.put("order", "ACCEPTED"));
        return message.replace("\"sequence\":\"0000000002\"", "\"sequence\":\"0000000003\"");
    }
}

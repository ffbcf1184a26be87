package org.coincide.client.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.coincide.client.verification.WarningType;

/** A message for each warning type of the contract that raises this warning, for a trade at sequence 1. */
public final class InvalidMessages {

    private InvalidMessages() {}

    public static String of(WarningType type, TradeMessages messages) {
        return switch (type) {
            case WRONG_SERVER ->
                messages.preview(data -> data.put("order", "ACCEPTED")).replace("/coincide/", "/staging/");
            case SCHEMA_INVALID -> messages.preview(data -> data.put("order", "accepted"));
            case WRONG_CLIENT -> messages.informationWith(data -> data.put("clientId", "globex"));
            case UNKNOWN_ORDER ->
                messages.informationWith(data -> data.put("orderReference", "PO-" + UUID.randomUUID()));
            case UNKNOWN_REQUEST -> refusalOfNothing(messages.tradingId());
            case CONTENT_MISMATCH ->
                messages.informationWith(data -> ((ObjectNode) data.get("shipTo")).put("city", "Elsewhere"));
            case UNKNOWN_TRADE -> foreign(messages);
            case EQUIVOCATION -> messages.informationWith(data -> data.put("acceptedAt", "2026-11-24T10:00:00Z"));
            case SEQUENCE_GAP -> skipping(messages);
            case CHAIN_BROKEN ->
                messages.preview(data -> data.put("order", "ACCEPTED").put("previousDigest", "0".repeat(64)));
            case UNTRUSTED_ACTION ->
                messages.preview(data -> data.put("payment", "REQUIRES_ACTION")
                        .putObject("action")
                        .put("url", "https://provider.example@evil.example/confirm")
                        .put("until", "2026-11-24T09:15:00Z"));
            case TIME_OUT_OF_BOUNDS ->
                messages.preview(
                        data -> data.put("order", "ACCEPTED").putObject("due").put("delivery", "9999-12-31T23:59:59Z"));
            case UNKNOWN_STATUS -> messages.preview(data -> data.put("delivery", "TELEPORTED"));
            case ILLEGAL_TRANSITION -> messages.preview(data -> data.put("delivery", "DELIVERED"));
            case INVARIANT_BROKEN ->
                messages.preview(data -> {
                    data.put("order", "ACCEPTED");
                    ((ObjectNode) data.get("amounts")).put("ordered", "1.00");
                });
            case AFTER_CLOSE -> messages.preview(data -> data.put("payment", "PENDING"));
            case TRADE_DENIED ->
                StatementMessages.single(data -> data.putArray("unknownTrades").add(messages.tradingId()));
            case UNSIGNED, BAD_SIGNATURE, UNKNOWN_KEY -> messages.preview(data -> data.put("order", "ACCEPTED"));
            case UNPROCESSABLE -> throw new IllegalArgumentException(type + " is not raised by a message's content");
        };
    }

    /** The signature of a message that raises this warning; null for none. */
    public static String signature(WarningType type, String message) {
        return switch (type) {
            case UNSIGNED -> null;
            case BAD_SIGNATURE -> ServerKey.sign(message + " ");
            case UNKNOWN_KEY -> ServerKey.signWithAnotherKey(message);
            default -> ServerKey.sign(message);
        };
    }

    /** A refusal of a cancellation that this client has not requested. */
    private static String refusalOfNothing(String tradingId) {
        var request = ContractFiles.example("cancellation")
                .put("id", UUID.randomUUID().toString())
                .put("subject", tradingId);
        return SimulatedServer.refusalOf(request, "CANCELLATION", "ALREADY_SHIPPED", "It is with the carrier.");
    }

    private static String foreign(TradeMessages messages) {
        var other = TradeMessages.of(ContractFiles.order(messages.reference()));
        other.information();
        return other.statusChange("order", "ACCEPTED");
    }

    private static String skipping(TradeMessages messages) {
        var message = messages.preview(data -> data.put("order", "ACCEPTED"));
        return message.replace("\"sequence\":\"0000000002\"", "\"sequence\":\"0000000003\"");
    }
}

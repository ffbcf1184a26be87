package org.coincide.client.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.StatementMessages;
import org.coincide.client.verification.WarningType;

/**
 * A forged message for each warning type of the contract, as an intruder with the server's broker account could send it; beyond the
 * warnings about signatures, as one with the server's signing key, too.
 *
 * @param history the messages of a real trade so far
 */
record ForgedMessages(List<String> history) {

    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");

    String raising(WarningType warning) {
        return switch (warning) {
            case WRONG_SERVER -> next(data -> data.put("delivery", "DELIVERED")).replace("\"/coincide/", "\"/staging/");
            case SCHEMA_INVALID -> next(data -> data.put("delivery", "delivered"));
            case WRONG_CLIENT -> first(data -> data.put("clientId", "globex"));
            case UNKNOWN_ORDER -> first(data -> data.put("orderReference", "PO-" + UUID.randomUUID()));
            case UNKNOWN_REQUEST -> refusalOfNothing();
            case CONTENT_MISMATCH -> first(data -> ((ObjectNode) data.get("shipTo")).put("city", "Elsewhere"));
            case UNKNOWN_TRADE -> ofAnotherTrade();
            case EQUIVOCATION -> first(data -> data.put("acceptedAt", "2026-11-24T10:00:00Z"));
            case SEQUENCE_GAP ->
                event(history.size() + 3, history.get(history.size() - 1), data -> data.put("delivery", "DELIVERED"));
            case CHAIN_BROKEN -> next(data -> data.put("delivery", "DELIVERED").put("previousDigest", "0".repeat(64)));
            case UNTRUSTED_ACTION ->
                next(data -> data.put("payment", "REQUIRES_ACTION")
                        .putObject("action")
                        .put("url", "https://evil.example/confirm")
                        .put("until", "2026-11-24T09:15:00Z"));
            case TIME_OUT_OF_BOUNDS ->
                next(data ->
                        data.put("delivery", "DELIVERED").putObject("due").put("delivery", "9999-12-31T23:59:59Z"));
            case UNKNOWN_STATUS -> next(data -> data.put("delivery", "TELEPORTED"));
            case ILLEGAL_TRANSITION -> next(data -> data.put("delivery", "PREPARING"));
            case INVARIANT_BROKEN ->
                next(data -> ((ObjectNode) data.put("delivery", "DELIVERED").at("/lines/0")).put("delivered", 99));
            case AFTER_CLOSE -> next(data -> data.put("payment", "VOIDED"));
            case TRADE_DENIED ->
                StatementMessages.single(data -> data.putArray("unknownTrades")
                        .add(read(history.get(0)).get("subject").asText()));
            case UNSIGNED, BAD_SIGNATURE, UNKNOWN_KEY -> next(data -> data.put("delivery", "DELIVERED"));
            case UNPROCESSABLE -> throw new IllegalArgumentException(warning + " is not raised by a message's content");
        };
    }

    /** The signature of a message that raises this warning; null for none. */
    static String signature(WarningType warning, String message, SigningKey server) {
        return switch (warning) {
            case UNSIGNED -> null;
            case BAD_SIGNATURE -> server.sign(message + " ");
            case UNKNOWN_KEY -> SigningKey.generate().sign(message);
            default -> server.sign(message);
        };
    }

    private String first(Consumer<ObjectNode> change) {
        return event(1, history.get(0), change);
    }

    private String next(Consumer<ObjectNode> change) {
        var last = history.get(history.size() - 1);
        return event(
                history.size() + 1,
                last,
                data -> change.accept(data.put("previousDigest", CanonicalJson.digest(last))));
    }

    /** A refusal of a cancellation that the client has not requested. */
    private String refusalOfNothing() {
        var request = Json.STRICT
                .createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("subject", read(history.get(0)).get("subject").asText());
        return SimulatedServer.refusalOf(request, "CANCELLATION", "ALREADY_SHIPPED", "It is with the carrier.");
    }

    private String ofAnotherTrade() {
        var tradingId = read(history.get(0)).get("subject").asText();
        return next(data -> data.put("delivery", "DELIVERED"))
                .replace(tradingId, UUID.randomUUID().toString());
    }

    private static String event(long sequence, String original, Consumer<ObjectNode> change) {
        var event = read(original).put("sequence", String.format("%010d", sequence));
        event.put("id", UUID.randomUUID().toString());
        var data = (ObjectNode) event.get("data");
        if (data.has("previous")) {
            changeStatuses(data, change);
        } else {
            change.accept(data);
        }
        return event.toString();
    }

    /** Changes the data and sets previous and changed statuses accordingly, as the server does. */
    private static void changeStatuses(ObjectNode data, Consumer<ObjectNode> change) {
        var previous = (ObjectNode) data.get("previous");
        LIFECYCLES.forEach(name -> previous.set(name, data.get(name)));
        change.accept(data);
        var changed = data.putArray("changed");
        LIFECYCLES.stream()
                .filter(name -> !data.get(name).equals(previous.get(name)))
                .forEach(changed::add);
    }

    private static ObjectNode read(String message) {
        try {
            return (ObjectNode) Json.STRICT.readTree(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.coincide.client.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.coincide.client.contract.Json;
import org.coincide.client.verification.WarningType;

/**
 * What somebody could say who has the server's account at the broker: for each warning of the contract a message that
 * looks like the server's own and is not true.
 *
 * @param history the messages of a real trade so far
 */
record ForgedMessages(List<String> history) {

    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");

    String that(WarningType gives) {
        return switch (gives) {
            case SCHEMA_INVALID -> next(data -> data.put("delivery", "delivered"));
            case WRONG_CLIENT -> first(data -> data.put("clientId", "globex"));
            case UNKNOWN_ORDER -> first(data -> data.put("orderReference", "PO-" + UUID.randomUUID()));
            case CONTENT_MISMATCH -> first(data -> ((ObjectNode) data.get("shipTo")).put("city", "Elsewhere"));
            case UNKNOWN_TRADE -> ofAnotherTrade();
            case EQUIVOCATION -> first(data -> data.put("acceptedAt", "2026-11-24T10:00:00Z"));
            case SEQUENCE_GAP ->
                event(history.size() + 3, history.get(history.size() - 1), data -> data.put("delivery", "DELIVERED"));
            case UNKNOWN_STATUS -> next(data -> data.put("delivery", "TELEPORTED"));
            case ILLEGAL_TRANSITION -> next(data -> data.put("delivery", "PREPARING"));
            case INVARIANT_BROKEN ->
                next(data -> ((ObjectNode) data.put("delivery", "DELIVERED").at("/lines/0")).put("delivered", 99));
            case AFTER_CLOSE -> next(data -> data.put("payment", "VOIDED"));
            case UNPROCESSABLE -> throw new IllegalArgumentException("Not a warning of the contract");
        };
    }

    private String first(Consumer<ObjectNode> lie) {
        return event(1, history.get(0), lie);
    }

    private String next(Consumer<ObjectNode> lie) {
        return event(history.size() + 1, history.get(history.size() - 1), lie);
    }

    private String ofAnotherTrade() {
        var tradingId = read(history.get(0)).get("subject").asText();
        return next(data -> data.put("delivery", "DELIVERED"))
                .replace(tradingId, UUID.randomUUID().toString());
    }

    private static String event(long sequence, String truth, Consumer<ObjectNode> lie) {
        var event = read(truth).put("sequence", String.format("%010d", sequence));
        event.put("id", UUID.randomUUID().toString());
        var data = (ObjectNode) event.get("data");
        if (data.has("previous")) {
            goOn(data, lie);
        } else {
            lie.accept(data);
        }
        return event.toString();
    }

    /** As the server would tell of the step: from what to what, and what of it has changed. */
    private static void goOn(ObjectNode data, Consumer<ObjectNode> lie) {
        var previous = (ObjectNode) data.get("previous");
        LIFECYCLES.forEach(name -> previous.set(name, data.get(name)));
        lie.accept(data);
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

package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.coincide.client.contract.Json;

/** Five trades of the conformance kit with messages that break the named rule first, before the message whose place they take. */
final class RuleForgeries {

    private static final String UNKNOWN = "TELEPORTED";

    private final List<ObjectNode> steps = new ArrayList<>();
    private final Map<Integer, List<ObjectNode>> before = new HashMap<>();
    private final List<String> bodies = new ArrayList<>();

    /** The steps for an ordinary trade, and for one that is amended on hold, cancelled, returned in part, and rejected. */
    static List<ObjectNode> of(
            List<JsonNode> ordinary,
            List<JsonNode> amended,
            List<JsonNode> cancelled,
            List<JsonNode> returned,
            List<JsonNode> rejected) {
        List<ObjectNode> steps = new ArrayList<>();
        steps.addAll(of(ordinary, RuleForgeries::ofAnOrdinaryTrade));
        steps.addAll(of(amended, RuleForgeries::ofAnAmendment));
        steps.addAll(of(cancelled, RuleForgeries::ofACancellation));
        steps.addAll(of(returned, RuleForgeries::ofAReturn));
        steps.addAll(of(rejected, RuleForgeries::ofARejection));
        return steps;
    }

    private static List<ObjectNode> of(List<JsonNode> trade, Consumer<RuleForgeries> forgeries) {
        var forged = new RuleForgeries();
        trade.stream()
                .filter(step -> step.path("verdict").asText().equals("COINCIDENT"))
                .forEach(step -> forged.bodies.add(step.path("received").asText()));
        forgeries.accept(forged);
        for (JsonNode step : trade) {
            forged.insertBefore(step);
            forged.steps.add(step.deepCopy());
        }
        forged.steps.addAll(forged.before(forged.bodies.size() + 1));
        return forged.steps;
    }

    private void insertBefore(JsonNode step) {
        int index = bodies.indexOf(step.path("received").asText());
        if (index >= 0 && before.containsKey(index + 1)) {
            steps.addAll(before.remove(index + 1));
        }
    }

    private void ofAnOrdinaryTrade() {
        otherContents();
        forge(1, "KNOWN_STATUSES", event -> statuses(event).put("delivery", UNKNOWN));
        forge(1, "FIRST_DELIVERY_STATUS", event -> statuses(event).put("delivery", "PREPARING"));
        forge(1, "FIRST_PAYMENT_STATUS", event -> statuses(event).put("payment", "PAID"));
        twoLinesWithOneNumber();
        add(2, "ONE_TRADE_PER_ORDER", ofTrade(UUID.nameUUIDFromBytes(new byte[] {2}), bodies.get(0)));
        amendmentOfAnAcceptedOrder();
        forge(2, "NOTHING_SHIPS_UNACCEPTED", event -> {
            data(event).put("order", "RECEIVED");
            line(event).put("shipped", 1);
        });
        forge(2, "KNOWN_STATUSES", event -> data(event).put("order", UNKNOWN));
        forge(2, "KNOWN_STATUSES", event -> data(event).put("payment", UNKNOWN));
        for (String lifecycle : List.of("order", "delivery", "payment")) {
            forge(2, "KNOWN_STATUSES", event -> previous(event).put(lifecycle, UNKNOWN));
        }
        forge(3, "PREVIOUS_MATCHES_LEDGER", event -> previous(event).put("order", "RECEIVED"));
        forge(4, "PREVIOUS_MATCHES_LEDGER", event -> previous(event).put("delivery", "NOT_STARTED"));
        forge(4, "CHANGED_LISTS_ALL", event -> data(event).putArray("changed").add("order"));
        forge(4, "ORDERED_LINES_UNCHANGED", event -> data(event)
                .withArray("lines")
                .add(line(event).deepCopy()));
        forge(4, "ORDERED_TOTAL_UNCHANGED", event -> amounts(event).put("currency", "USD"));
        forge(6, "QUANTITIES_NEST", event -> line(event).put("delivered", 3).put("shipped", 2));
        forge(7, "COMPLETED_IS_CLOSED", event -> {
            data(event).put("order", "COMPLETED");
            data(event).withArray("changed").add("order");
        });
        forge(8, "PAID_IN_FULL", event -> amounts(event).put("captured", "37.49"));
        forge(8, "PAID_IN_FULL", event -> data(event).put("payment", "AUTHORIZED"));
        forge(8, "NOTHING_DECREASES", event -> line(event).put("delivered", 2));
        forge(9, "NOTHING_DECREASES", event -> amounts(event).put("captured", "37.49"));
        for (String lifecycle : List.of("order", "delivery")) {
            repeatAfterTheLast("CLOSED_STAYS_CLOSED", lifecycle, event -> {});
        }
    }

    private void ofAnAmendment() {
        forge(3, "NEXT_SEQUENCE", event -> event.put("sequence", "0000000005"));
        forge(3, "CHAIN", event -> data(event).put("previousDigest", "0".repeat(64)));
        forge(3, "ORDER_TRANSITION", event -> statuses(event).put("order", "COMPLETED"));
        forge(3, "DELIVERY_TRANSITION", event -> statuses(event).put("delivery", "DELIVERED"));
        forge(3, "PAYMENT_TRANSITION", event -> statuses(event).put("payment", "REFUNDED"));
        forge(3, "HOLD_RESUMES", event -> statuses(event).put("order", "ACCEPTED"));
        forge(3, "NEXT_REVISION", event -> data(event).put("revision", 3));
        forge(3, "AMENDMENT_KEEPS_STATUSES", event -> statuses(event).put("order", "RECEIVED"));
        forge(3, "AMENDMENT_KEEPS_STATUSES", event -> statuses(event).put("delivery", "PREPARING"));
        forge(3, "AMENDMENT_KEEPS_STATUSES", event -> statuses(event).put("payment", "AUTHORIZED"));
        amendmentToAnotherOrder();
        add(4, "KNOWN_TRADE", ofTrade(UUID.nameUUIDFromBytes(new byte[] {3}), bodies.get(2)));
        forge(4, "HOLD_RESUMES", event -> data(event).put("order", "IN_PROGRESS"));
    }

    private void ofACancellation() {
        forge(3, "ORDERED_LINES_UNCHANGED", event -> data(event)
                .withArray("lines")
                .remove(1));
        forge(3, "ORDERED_LINES_UNCHANGED", event -> data(event)
                .withArray("lines")
                .add(line(event).deepCopy().put("number", 3)));
        forge(5, "NOTHING_DECREASES", event -> line(event).put("cancelled", 2));
        forge(7, "CANCELLED_KEEPS_NOTHING", event -> amounts(event).put("captured", "1.00"));
    }

    private void ofAReturn() {
        forge(10, "QUANTITIES_NEST", event -> line(event).put("returned", 4));
        repeatAfterTheLast(
                "NOTHING_DECREASES", "payment", event -> amounts(event).put("refunded", "12.49"));
        repeatAfterTheLast("NOTHING_DECREASES", "delivery", event -> line(event).put("returned", 0));
    }

    private void ofARejection() {
        forge(2, "NOTHING_SHIPS_UNACCEPTED", event -> line(event).put("shipped", 1));
    }

    /** Adds a message that repeats the statuses of the closed trade, which may repeat only those of returns and refunds. */
    private void repeatAfterTheLast(String rule, String lifecycle, Consumer<ObjectNode> forgery) {
        String last = bodies.get(bodies.size() - 1);
        add(bodies.size() + 1, rule, other(last, event -> {
            event.put("sequence", "%010d".formatted(bodies.size() + 1)).put("id", "again-" + lifecycle);
            data(event).set("previous", data(event).deepCopy().retain("order", "delivery", "payment"));
            data(event).put("previousDigest", LiteralReader.sha256(last));
            data(event).putArray("changed").add(lifecycle);
            forgery.accept(event);
        }));
    }

    /** Other contents than the client's order, with their own digest. */
    private void otherContents() {
        forge(1, "SAME_CONTENTS", event -> {
            ((ObjectNode) data(event).path("shipTo")).put("city", "Elsewhere");
            data(event).put("orderDigest", LiteralReader.canonicalDigest(LiteralReader.contents(data(event))));
        });
    }

    /** An order of two lines, whose trading information numbers both with 1. */
    private void twoLinesWithOneNumber() {
        ObjectNode order = order(bodies.get(0)).put("orderReference", "KIT-TWO-LINES");
        order.withArray("lines").add(order.path("lines").path(0).deepCopy());
        before(2).add(step().set("sent", order));
        add(2, "LINE_NUMBERS_UNIQUE", other(ofTrade(UUID.nameUUIDFromBytes(new byte[] {1}), bodies.get(0)), event -> {
            data(event).put("orderReference", "KIT-TWO-LINES").put("orderDigest", LiteralReader.canonicalDigest(order));
            data(event).withArray("lines").add(line(event).deepCopy());
            data(event).put("total", "75.00");
        }));
    }

    /** The client requests an amendment of an order that is not on hold. */
    private void amendmentOfAnAcceptedOrder() {
        request(2, "amendment-1", order(bodies.get(0)));
        add(2, "AMENDMENT_ONLY_ON_HOLD", other(bodies.get(0), event -> {
            event.put("sequence", "0000000002").put("id", "amendment-1");
            data(event).put("revision", 2).put("previousDigest", LiteralReader.sha256(bodies.get(0)));
        }));
    }

    /** The client has sent another order, whose amendment has the contents of this trade's. */
    private void amendmentToAnotherOrder() {
        ObjectNode order = order(bodies.get(2)).put("orderReference", "KIT-OTHER-ORDER");
        before(3).add(step().set("sent", order));
        request(3, "amendment-2", order);
        forge(3, "ONE_ORDER_PER_TRADE", event -> data(event)
                .put("orderReference", "KIT-OTHER-ORDER")
                .put("orderDigest", LiteralReader.canonicalDigest(order)));
    }

    private void request(int sequence, String id, ObjectNode order) {
        before(sequence)
                .add(UnrequestedAnswers.requested(
                        json(bodies.get(0)).path("subject").asText(), "AMENDMENT", id));
        before(sequence).add(step().set("amended", order));
    }

    /** Adds a forgery of the message with the sequence, to be received before it. */
    private void forge(int sequence, String rule, Consumer<ObjectNode> forgery) {
        add(sequence, rule, other(bodies.get(sequence - 1), forgery));
    }

    private void add(int sequence, String rule, String body) {
        before(sequence).add(step().put("received", body).put("forgery", rule));
    }

    private List<ObjectNode> before(int sequence) {
        return before.computeIfAbsent(sequence, none -> new ArrayList<>());
    }

    private static String ofTrade(UUID tradingId, String body) {
        return other(body, event -> {
            event.put("subject", tradingId.toString()).put("source", "/coincide/trades/" + tradingId);
            data(event).put("tradingId", tradingId.toString());
        });
    }

    private static ObjectNode order(String information) {
        return (ObjectNode) LiteralReader.contents(json(information).path("data"));
    }

    private static String other(String body, Consumer<ObjectNode> change) {
        var event = (ObjectNode) json(body);
        change.accept(event);
        return event.toString();
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.path("data");
    }

    private static ObjectNode statuses(ObjectNode event) {
        return (ObjectNode) data(event).path("statuses");
    }

    private static ObjectNode previous(ObjectNode event) {
        return (ObjectNode) data(event).path("previous");
    }

    private static ObjectNode amounts(ObjectNode event) {
        return (ObjectNode) data(event).path("amounts");
    }

    private static ObjectNode line(ObjectNode event) {
        return (ObjectNode) data(event).path("lines").path(0);
    }

    private static ObjectNode step() {
        return Json.STRICT.createObjectNode();
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

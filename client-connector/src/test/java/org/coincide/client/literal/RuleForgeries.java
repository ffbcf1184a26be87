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

/** Three trades of the conformance kit with messages that are valid but for one rule, before the message whose place they take. */
final class RuleForgeries {

    private final List<ObjectNode> steps = new ArrayList<>();
    private final Map<Integer, List<ObjectNode>> before = new HashMap<>();
    private final List<String> bodies = new ArrayList<>();

    /** The steps for an ordinary trade, a trade that is amended on hold, and a cancelled one. */
    static List<ObjectNode> of(List<JsonNode> ordinary, List<JsonNode> amended, List<JsonNode> cancelled) {
        List<ObjectNode> steps = new ArrayList<>();
        steps.addAll(of(ordinary, RuleForgeries::ofAnOrdinaryTrade));
        steps.addAll(of(amended, RuleForgeries::ofAnAmendment));
        steps.addAll(of(cancelled, RuleForgeries::ofACancellation));
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
        return forged.steps;
    }

    private void insertBefore(JsonNode step) {
        int index = bodies.indexOf(step.path("received").asText());
        if (index >= 0 && before.containsKey(index + 1)) {
            steps.addAll(before.remove(index + 1));
        }
    }

    private void ofAnOrdinaryTrade() {
        forge(1, "FIRST_DELIVERY_STATUS", event -> statuses(event).put("delivery", "PREPARING"));
        forge(1, "FIRST_PAYMENT_STATUS", event -> statuses(event).put("payment", "PAID"));
        twoLinesWithOneNumber();
        add(2, "ONE_TRADE_PER_ORDER", ofTrade(UUID.nameUUIDFromBytes(new byte[] {2}), bodies.get(0)));
        amendmentOfAnAcceptedOrder();
        forge(2, "NOTHING_SHIPS_UNACCEPTED", event -> {
            data(event).put("order", "RECEIVED");
            line(event).put("shipped", 1);
        });
        forge(7, "COMPLETED_IS_CLOSED", event -> {
            data(event).put("order", "COMPLETED");
            data(event).withArray("changed").add("order");
        });
        forge(8, "PAID_IN_FULL", event -> amounts(event).put("captured", "37.49"));
        forge(8, "PAID_IN_FULL", event -> data(event).put("payment", "AUTHORIZED"));
        forge(8, "NOTHING_DECREASES", event -> line(event).put("delivered", 2));
    }

    private void ofAnAmendment() {
        forge(3, "NEXT_REVISION", event -> data(event).put("revision", 3));
        forge(3, "AMENDMENT_KEEPS_STATUSES", event -> statuses(event).put("payment", "AUTHORIZED"));
        amendmentToAnotherOrder();
        forge(4, "HOLD_RESUMES", event -> data(event).put("order", "IN_PROGRESS"));
    }

    private void ofACancellation() {
        forge(7, "CANCELLED_KEEPS_NOTHING", event -> amounts(event).put("captured", "1.00"));
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

package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.coincide.client.contract.Json;

/** Trades of the conformance kit that begin as recorded and continue as no recording does: holds, cancellations, failures. */
final class ComposedTrades {

    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");
    private static final Consumer<ObjectNode> NOTHING_ELSE = data -> {};

    private final List<ObjectNode> steps = new ArrayList<>();
    private String last;

    /** @param kept number of recorded messages with which the trade begins */
    private ComposedTrades(List<JsonNode> recorded, int kept) {
        recorded.stream().filter(step -> step.has("sent")).forEach(step -> steps.add(step.deepCopy()));
        recorded.stream().filter(step -> step.has("received")).limit(kept).forEach(step -> {
            var event = (ObjectNode) json(step.path("received").asText());
            if (last == null) {
                data(event).put("total", otherSpelling(data(event).path("total").asText()));
            } else {
                data(event).put("previousDigest", LiteralReader.sha256(last));
            }
            receive("form", "as recorded, with another spelling of the total", event);
        });
    }

    /** The steps for four trades: three that are paid by card, and one by transfer. */
    static List<ObjectNode> of(
            List<JsonNode> held, List<JsonNode> cancelled, List<JsonNode> failed, List<JsonNode> notStarted) {
        List<ObjectNode> steps = new ArrayList<>();
        steps.addAll(held(new ComposedTrades(held, 2)));
        steps.addAll(cancelled(new ComposedTrades(cancelled, 2)));
        steps.addAll(failed(new ComposedTrades(failed, 5)));
        steps.addAll(notStarted(new ComposedTrades(notStarted, 2)));
        return steps;
    }

    private static List<ObjectNode> held(ComposedTrades trade) {
        trade.next("on hold from ACCEPTED", "ON_HOLD/NOT_STARTED/PENDING", NOTHING_ELSE);
        trade.forge("HOLD_RESUMES", "CANCELLED/NOT_STARTED/PENDING", NOTHING_ELSE);
        trade.forge("HOLD_RESUMES", "RECEIVED/NOT_STARTED/PENDING", NOTHING_ELSE);
        trade.next(
                "a repeated hold, which changed lists", "ON_HOLD/PREPARING/PENDING", data -> data.withArray("changed")
                        .add("order"));
        trade.forge("HOLD_RESUMES", "IN_PROGRESS/PREPARING/PENDING", NOTHING_ELSE);
        trade.next("the status before the hold", "ACCEPTED/PREPARING/PENDING", NOTHING_ELSE);
        trade.next("authorized", "ACCEPTED/PREPARING/AUTHORIZED", amount("authorized", "37.50"));
        trade.next("in progress", "IN_PROGRESS/PREPARING/AUTHORIZED", NOTHING_ELSE);
        trade.next("shipped", "IN_PROGRESS/SHIPPED/AUTHORIZED", pieces("shipped", 3));
        trade.next("undeliverable", "IN_PROGRESS/UNDELIVERABLE/AUTHORIZED", NOTHING_ELSE);
        trade.next("fewer shipped pieces", "IN_PROGRESS/PREPARING/AUTHORIZED", pieces("shipped", 0));
        trade.next("less authorized", "IN_PROGRESS/PREPARING/EXPIRED", amount("authorized", "0"));
        trade.next("on hold from IN_PROGRESS", "ON_HOLD/PREPARING/EXPIRED", NOTHING_ELSE);
        trade.forge("HOLD_RESUMES", "ACCEPTED/PREPARING/EXPIRED", NOTHING_ELSE);
        trade.forge("HOLD_RESUMES", "CANCELLED/PREPARING/EXPIRED", NOTHING_ELSE);
        trade.next("cancelled on hold", "CANCELLING/PREPARING/EXPIRED", NOTHING_ELSE);
        trade.next("authorized again", "CANCELLING/PREPARING/AUTHORIZED", amount("authorized", "37.5"));
        trade.next(
                "captured by a cancelled order whose delivery is open",
                "CANCELLED/PREPARING/PAID",
                amount("captured", "37.5000"));
        trade.forge("CANCELLED_KEEPS_NOTHING", "CANCELLED/CANCELLED/PAID", NOTHING_ELSE);
        trade.next("refunded", "CANCELLED/PREPARING/REFUNDED", amount("refunded", "37.5"));
        trade.next("nothing is due", "CANCELLED/CANCELLED/REFUNDED", pieces("cancelled", 3));
        return trade.steps;
    }

    private static List<ObjectNode> cancelled(ComposedTrades trade) {
        trade.next("in progress", "IN_PROGRESS/NOT_STARTED/PENDING", NOTHING_ELSE);
        trade.forge("COMPLETED_IS_CLOSED", "COMPLETED/NOT_STARTED/PAID", amount("captured", "37.50"));
        trade.forge("COMPLETED_IS_CLOSED", "COMPLETED/CANCELLED/PENDING", pieces("cancelled", 3));
        trade.next("cancelling", "CANCELLING/NOT_STARTED/PENDING", NOTHING_ELSE);
        trade.next(
                "paid in part, with an open payment",
                "CANCELLED/CANCELLED/PARTIALLY_PAID",
                pieces("cancelled", 3).andThen(amount("captured", "10.00")));
        trade.forge("CANCELLED_KEEPS_NOTHING", "CANCELLED/CANCELLED/FAILED", NOTHING_ELSE);
        trade.next("refunded", "CANCELLED/CANCELLED/REFUNDED", amount("refunded", "10"));
        return trade.steps;
    }

    /** FAILED is final only beside a closing delivery and a closing payment. */
    private static List<ObjectNode> failed(ComposedTrades trade) {
        trade.next("failed, with an open delivery", "FAILED/SHIPPED/AUTHORIZED", pieces("shipped", 3));
        trade.next("continued after a failure", "IN_PROGRESS/SHIPPED/AUTHORIZED", NOTHING_ELSE);
        trade.forge("COMPLETED_IS_CLOSED", "COMPLETED/SHIPPED/PAID", amount("captured", "37.50"));
        trade.next(
                "delivered and paid",
                "IN_PROGRESS/DELIVERED/PAID",
                pieces("delivered", 3).andThen(amount("captured", "37.50")));
        trade.next("failed and closed", "FAILED/DELIVERED/PAID", NOTHING_ELSE);
        trade.forge("CLOSED_STAYS_CLOSED", "IN_PROGRESS/DELIVERED/PAID", NOTHING_ELSE);
        trade.next("a refund without a return", "FAILED/DELIVERED/PARTIALLY_REFUNDED", amount("refunded", "0.01"));
        trade.forge("NOTHING_DECREASES", "FAILED/DELIVERED/REFUNDED", amount("refunded", "0.0099"));
        return trade.steps;
    }

    /** A delivery that has not started closes a rejected order only. */
    private static List<ObjectNode> notStarted(ComposedTrades trade) {
        trade.next("cancelling before a delivery", "CANCELLING/NOT_STARTED/PENDING", NOTHING_ELSE);
        trade.next(
                "paid in part, with a delivery that has not started",
                "CANCELLED/NOT_STARTED/PARTIALLY_PAID",
                amount("authorized", "10.00").andThen(amount("captured", "10.00")));
        trade.next("refunded in part", "CANCELLED/NOT_STARTED/PARTIALLY_REFUNDED", amount("refunded", "4.00"));
        trade.forge("CANCELLED_KEEPS_NOTHING", "CANCELLED/CANCELLED/PARTIALLY_REFUNDED", NOTHING_ELSE);
        trade.next("refunded", "CANCELLED/NOT_STARTED/REFUNDED", amount("refunded", "10.0"));
        return trade.steps;
    }

    private static Consumer<ObjectNode> amount(String name, String amount) {
        return data -> ((ObjectNode) data.path("amounts")).put(name, amount);
    }

    private static Consumer<ObjectNode> pieces(String name, int pieces) {
        return data -> ((ObjectNode) data.path("lines").path(0)).put(name, pieces);
    }

    private static String otherSpelling(String amount) {
        return amount + "00";
    }

    private void next(String form, String statuses, Consumer<ObjectNode> change) {
        receive("form", form, following(form, statuses, change));
    }

    /** Adds a message that breaks the rule first, and that the trade does not continue with. */
    private void forge(String rule, String statuses, Consumer<ObjectNode> change) {
        steps.add(step("forgery", rule, following(rule, statuses, change).toString()));
    }

    private ObjectNode following(String id, String statuses, Consumer<ObjectNode> change) {
        var event = (ObjectNode) json(last);
        event.put("id", id)
                .put("sequence", "%010d".formatted(event.path("sequence").asInt() + 1));
        ObjectNode data = data(event);
        ObjectNode previous = data.deepCopy().retain(LIFECYCLES);
        data.set("previous", previous);
        data.put("previousDigest", LiteralReader.sha256(last));
        ArrayNode changed = data.putArray("changed");
        List<String> now = List.of(statuses.split("/"));
        LIFECYCLES.forEach(lifecycle -> {
            data.put(lifecycle, now.get(LIFECYCLES.indexOf(lifecycle)));
            if (!data.path(lifecycle).equals(previous.path(lifecycle))) {
                changed.add(lifecycle);
            }
        });
        change.accept(data);
        return event;
    }

    private void receive(String name, String value, ObjectNode event) {
        last = event.toString();
        steps.add(step(name, value, last));
    }

    private static ObjectNode step(String name, String value, String body) {
        return Json.STRICT.createObjectNode().put(name, value).put("received", body);
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.path("data");
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

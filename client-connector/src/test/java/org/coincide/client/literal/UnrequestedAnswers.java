package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coincide.client.contract.Json;

/** Trades of the conformance kit with answers to requests that the client has not made, and then with those that it has made. */
final class UnrequestedAnswers {

    /** A code that the registry has for the kind of the refused message. */
    private static final Map<String, String> CODES = Map.of(
            "CANCELLATION", "NOT_OFFERED",
            "RETURN", "NOT_DELIVERED",
            "AMENDMENT", "NOT_ON_HOLD",
            "ORDER", "SCHEMA_INVALID",
            "MESSAGE", "NOT_PROCESSED");

    private final List<ObjectNode> steps = new ArrayList<>();
    private final String tradingId;

    private UnrequestedAnswers(List<JsonNode> trade) {
        tradingId = trade.stream()
                .filter(step -> step.has("received"))
                .findFirst()
                .map(step ->
                        json(step.path("received").asText()).path("subject").asText())
                .orElseThrow();
    }

    /** The steps for a trade that the client cancels, and for one of which it returns goods. */
    static List<ObjectNode> of(List<JsonNode> cancelled, List<JsonNode> returned) {
        var first = new UnrequestedAnswers(cancelled);
        first.cancellation(cancelled);
        var second = new UnrequestedAnswers(returned);
        second.goodsReturned(returned);
        List<ObjectNode> steps = new ArrayList<>(first.steps);
        steps.addAll(second.steps);
        return steps;
    }

    private void cancellation(List<JsonNode> trade) {
        for (JsonNode step : trade) {
            if (step.at("/requested/kind").asText().equals("CANCELLATION")) {
                continue;
            }
            if (isOfClient(step)) {
                refuse("CANCELLATION", "request-1");
                refuse("CANCELLATION", null);
                add(step);
                steps.add(requested(tradingId, "CANCELLATION", "request-1"));
                refuse("CANCELLATION", "request-2");
                refuse("RETURN", "request-1");
                refuse("RETURN", null);
                refuse("CANCELLATION", "request-1");
                refuse("CANCELLATION", null);
                refuseMessage("MESSAGE");
                refuseMessage("ORDER");
                refuseOfOrder("AMENDMENT", orderReference(trade));
                refuseOfOrder("AMENDMENT", "NEVER-SENT");
                refuseOfOrder("CANCELLATION", "NEVER-SENT");
                refuseOfOrder("RETURN", orderReference(trade));
                refuseOfOrder("MESSAGE", orderReference(trade));
            }
            add(step);
        }
    }

    private void goodsReturned(List<JsonNode> trade) {
        boolean requested = false;
        for (JsonNode step : trade) {
            if (step.has("requested")) {
                requested = true;
                continue;
            }
            if (requested) {
                add(step);
                steps.add(requested(tradingId, "CANCELLATION", "request-3"));
                add(step);
                steps.add(requested(tradingId, "RETURN", "request-4"));
                requested = false;
            }
            add(step);
        }
    }

    /** A step in which the client requests something about a trade. */
    static ObjectNode requested(String tradingId, String kind, String id) {
        ObjectNode step = Json.STRICT.createObjectNode();
        step.putObject("requested")
                .put("tradingId", tradingId)
                .put("kind", kind)
                .put("id", id);
        return step;
    }

    private void add(JsonNode step) {
        steps.add((ObjectNode) step.deepCopy());
    }

    private void refuse(String kind, String requestId) {
        ObjectNode data = Json.STRICT.createObjectNode().put("refused", kind).put("tradingId", tradingId);
        if (requestId != null) {
            data.put("requestId", requestId);
        }
        receive(tradingId, data);
    }

    /** A refusal of a request can name the order, too, but it is no refusal of the order. */
    private void refuseOfOrder(String kind, String reference) {
        receive(
                tradingId,
                Json.STRICT
                        .createObjectNode()
                        .put("refused", kind)
                        .put("tradingId", tradingId)
                        .put("orderReference", reference));
    }

    private static String orderReference(List<JsonNode> trade) {
        return trade.stream()
                .map(step -> step.at("/sent/orderReference"))
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(JsonNode::asText)
                .orElseThrow();
    }

    private void refuseMessage(String kind) {
        receive(
                "ID:message-1",
                Json.STRICT.createObjectNode().put("refused", kind).put("messageId", "ID:message-1"));
    }

    private void receive(String subject, ObjectNode data) {
        data.putArray("reasons")
                .addObject()
                .put("code", CODES.get(data.path("refused").asText()))
                .put("text", "The request is refused.");
        ObjectNode event = Json.STRICT
                .createObjectNode()
                .put("specversion", "1.0")
                .put(
                        "id",
                        UUID.nameUUIDFromBytes((tradingId + data + steps.size()).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("source", "/coincide/refusals")
                .put("type", "trading.refusal.v1")
                .put("subject", subject)
                .put("time", "2026-11-29T09:00:00Z")
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:coincide:refusal:1.0");
        event.set("data", data);
        steps.add(Json.STRICT.createObjectNode().put("received", event.toString()));
    }

    private static boolean isOfClient(JsonNode step) {
        return step.has("received")
                && json(step.path("received").asText())
                        .at("/data/actor/kind")
                        .asText()
                        .equals("CLIENT");
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.coincide.engine.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The recording of one client in one test: orders, requests and received messages, in order. The tests of client-
 * connector replay the recordings to its ledger (ADR 34), by files, because neither module depends on the other.
 */
public final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WISHES = Set.of("cancellation", "return", "amendment");
    private static final int FIRST_STATUS_OF_NOT_TAKEN = 300;

    /** Pointers to the ids in a message. One of them must be the client's own in this test. */
    private static final List<String> NAMES =
            List.of("/data/orderReference", "/data/tradingId", "/data/messageId", "/data/requestId");

    /** A step as written to the file, with its event if the step is a received message. */
    private record Step(ObjectNode written, JsonNode heard) {}

    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

    /** Records an event before it is sent, so that no answer precedes it. Details can be added afterwards. */
    ObjectNode sending(JsonNode event) {
        String name = event.path("type").asText().replaceAll("^trading\\.|\\.v1$", "");
        JsonNode data = event.path("data");
        if (name.equals("order")) {
            return placing(data);
        }
        return asking(name, data.path("tradingId").asText(), data)
                .put("id", event.path("id").asText());
    }

    /** Records a request over HTTP. A request without a 2xx {@code status} has no effect. */
    ObjectNode posting(String path, String body) {
        String[] parts = path.split("/");
        if (path.equals("/api/orders")) {
            return placing(readable(body));
        }
        return path.startsWith("/api/trades/") && parts.length == 5
                ? asking(parts[4], parts[3], readable(body))
                : JSON.createObjectNode();
    }

    void heard(String text, JsonNode event) {
        steps.add(new Step(JSON.createObjectNode().put("received", text), event));
    }

    /** The steps of this test's own orders. The queue can deliver messages of an earlier test. */
    public List<ObjectNode> own() {
        List<Step> taken = steps.stream().filter(Recording::isTaken).toList();
        Set<String> own = ownNames(taken);
        return taken.stream()
                .filter(step -> step.heard() == null || names(step.heard()).anyMatch(own::contains))
                .map(Step::written)
                .toList();
    }

    /** The closed state of each of this test's trades, by its newest message. */
    public ObjectNode closed() {
        ObjectNode closed = JSON.createObjectNode();
        Set<String> own = ownNames(steps.stream().filter(Recording::isTaken).toList());
        steps.stream()
                .map(Step::heard)
                .filter(event -> event != null && event.has("sequence"))
                .filter(event -> own.contains(event.path("subject").asText()))
                .sorted(Comparator.comparing(event -> event.path("sequence").asText()))
                .forEach(
                        event -> closed.put(event.path("subject").asText(), TradeHistoryRules.closes(statuses(event))));
        return closed;
    }

    private ObjectNode placing(JsonNode order) {
        return add(JSON.createObjectNode().set("placed", order));
    }

    private ObjectNode asking(String wish, String tradingId, JsonNode data) {
        ObjectNode step = JSON.createObjectNode().put("requested", wish).put("tradingId", tradingId);
        return WISHES.contains(wish) ? add(step.set("data", data)) : step;
    }

    private ObjectNode add(ObjectNode step) {
        steps.add(new Step(step, null));
        return step;
    }

    private static boolean isTaken(Step step) {
        return step.written().path("status").asInt() < FIRST_STATUS_OF_NOT_TAKEN;
    }

    private static Set<String> ownNames(List<Step> steps) {
        Set<String> own = new HashSet<>();
        steps.stream().map(Step::written).filter(step -> !step.has("received")).forEach(step -> {
            own.add(step.at("/placed/orderReference").asText());
            own.add(step.path("messageId").asText());
            own.add(step.path("id").asText());
        });
        own.remove("");
        steps.stream()
                .map(Step::heard)
                .filter(event -> event != null
                        && own.contains(event.at("/data/orderReference").asText()))
                .forEach(event -> own.add(event.at("/data/tradingId").asText()));
        own.remove("");
        return own;
    }

    private static Stream<String> names(JsonNode event) {
        return NAMES.stream().map(pointer -> event.at(pointer).asText());
    }

    private static JsonNode statuses(JsonNode event) {
        JsonNode ofInformation = event.at("/data/statuses");
        return ofInformation.isMissingNode() ? event.path("data") : ofInformation;
    }

    private static JsonNode readable(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            return JSON.missingNode();
        }
    }
}

package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.coincide.client.contract.Json;
import org.coincide.client.support.RecordedTest;

/** Chooses trades for the conformance kit from recordings of the server, and forges messages of them. */
final class ConformanceTrades {

    /** Changes of a correct message; the rule that detects each is found by its verdict. */
    private static final Map<String, BiConsumer<ObjectNode, ObjectNode>> FORGERIES = new LinkedHashMap<>();

    static {
        FORGERIES.put("no-data", (event, data) -> event.remove("data"));
        FORGERIES.put("status-in-lower-case", (event, data) -> data.put("order", "accepted"));
        FORGERIES.put("money-as-number", (event, data) -> amounts(data).put("captured", 12.5));
        FORGERIES.put("unknown-status", (event, data) -> data.put("delivery", "TELEPORTED"));
        FORGERIES.put("illegal-order", (event, data) -> data.put("order", "FAILED"));
        FORGERIES.put("illegal-delivery", (event, data) -> data.put("delivery", "RETURNED"));
        FORGERIES.put("illegal-payment", (event, data) -> data.put("payment", "REFUNDED"));
        FORGERIES.put("other-chain", (event, data) -> data.put("previousDigest", "0".repeat(64)));
        FORGERIES.put("later-sequence", (event, data) -> event.put("sequence", "0000000099"));
        FORGERIES.put(
                "other-source",
                (event, data) ->
                        event.put("source", "/elsewhere" + event.path("source").asText()));
        FORGERIES.put("other-previous", (event, data) -> ((ObjectNode) data.path("previous")).put("payment", "PAID"));
        FORGERIES.put(
                "nothing-changed", (event, data) -> data.putArray("changed").add("payment"));
        FORGERIES.put("other-total", (event, data) -> amounts(data).put("ordered", "1.00"));
        FORGERIES.put("more-pieces", (event, data) -> line(data).put("ordered", 99));
        FORGERIES.put("more-captured", (event, data) -> amounts(data).put("captured", "99999.00"));
        FORGERIES.put("more-refunded", (event, data) -> amounts(data).put("refunded", "99999.00"));
        FORGERIES.put("more-shipped", (event, data) -> line(data).put("shipped", 999));
    }

    private static final Map<String, BiConsumer<ObjectNode, ObjectNode>> FORGED_INFORMATION = new LinkedHashMap<>();

    static {
        FORGED_INFORMATION.put("other-client", (event, data) -> data.put("clientId", "globex"));
        FORGED_INFORMATION.put("other-order", (event, data) -> data.put("orderReference", "NEVER-SENT"));
        FORGED_INFORMATION.put(
                "other-address", (event, data) -> ((ObjectNode) data.path("shipTo")).put("city", "Elsewhere"));
        FORGED_INFORMATION.put("other-digest", (event, data) -> data.put("orderDigest", "0".repeat(64)));
        FORGED_INFORMATION.put("other-sum", (event, data) -> data.put("total", "1.00"));
        FORGED_INFORMATION.put(
                "other-first-status", (event, data) -> ((ObjectNode) data.path("statuses")).put("order", "COMPLETED"));
    }

    /** A trade of a recording: what its client sent and received about it. */
    private record Recorded(List<ObjectNode> steps) {

        List<String> bodies() {
            return steps.stream()
                    .filter(step -> step.has("received"))
                    .map(step -> step.path("received").asText())
                    .toList();
        }

        JsonNode last() {
            return json(bodies().get(bodies().size() - 1)).path("data");
        }

        boolean ends(String statuses) {
            return statuses.equals(String.join(
                    "/",
                    last().path("order").asText(),
                    last().path("delivery").asText(),
                    last().path("payment").asText()));
        }

        boolean any(Predicate<JsonNode> message) {
            return bodies().stream().map(ConformanceTrades::json).anyMatch(message);
        }
    }

    private final List<Recorded> trades = new ArrayList<>();

    ConformanceTrades(List<RecordedTest> recordings) {
        recordings.stream()
                .filter(recorded ->
                        !recorded.onPostgresql() && recorded.clientIds().contains("acme"))
                .forEach(recorded -> add(recorded.steps("acme")));
    }

    private void add(List<JsonNode> steps) {
        Map<String, List<ObjectNode>> byTrade = new LinkedHashMap<>();
        Map<String, ObjectNode> placed = new LinkedHashMap<>();
        for (JsonNode step : steps) {
            if (step.has("placed") && step.path("placed").isObject()) {
                placed.putIfAbsent(
                        step.at("/placed/orderReference").asText(),
                        Json.STRICT.createObjectNode().set("sent", step.path("placed")));
            } else if (step.has("requested")
                    && byTrade.containsKey(step.path("tradingId").asText())) {
                addRequest(byTrade.get(step.path("tradingId").asText()), step);
            } else if (step.has("received")) {
                JsonNode event = json(step.path("received").asText());
                if (event.has("sequence")) {
                    List<ObjectNode> trade =
                            byTrade.computeIfAbsent(event.path("subject").asText(), id -> new ArrayList<>());
                    if (trade.isEmpty()) {
                        ObjectNode order =
                                placed.get(event.at("/data/orderReference").asText());
                        if (order != null) {
                            trade.add(order.deepCopy());
                        }
                    }
                    trade.add(Json.STRICT
                            .createObjectNode()
                            .put("received", step.path("received").asText()));
                }
            }
        }
        byTrade.values().stream()
                .filter(trade -> trade.get(0).has("sent"))
                .map(Recorded::new)
                .forEach(trades::add);
    }

    private static void addRequest(List<ObjectNode> trade, JsonNode step) {
        String kind = step.path("requested").asText();
        trade.add(UnrequestedAnswers.requested(
                step.path("tradingId").asText(),
                kind.toUpperCase(Locale.ROOT),
                step.path("id").asText()));
        if (kind.equals("amendment")) {
            trade.add(Json.STRICT.createObjectNode().set("amended", step.at("/data/order")));
        }
    }

    /** The files of the kit by name, without verdicts. */
    Map<String, List<ObjectNode>> files() {
        Map<String, List<ObjectNode>> files = new LinkedHashMap<>();
        put(files, "01-ordinary", find(trade -> trade.ends("COMPLETED/DELIVERED/PAID") && isBy(trade, "CARD")));
        put(files, "02-invoice", find(trade -> trade.ends("COMPLETED/DELIVERED/PAID") && isBy(trade, "INVOICE")));
        put(
                files,
                "03-two-consignments",
                find(trade -> trade.last().path("shipments").size() > 1));
        put(
                files,
                "04-refund",
                find(trade -> trade.last().path("payment").asText().equals("REFUNDED")));
        put(files, "05-cancellation", find(trade -> trade.ends("CANCELLED/CANCELLED/VOIDED")));
        put(files, "06-withdrawal", find(trade -> trade.ends("CANCELLED/CANCELLED/PENDING")));
        put(
                files,
                "07-return",
                find(trade -> trade.last().path("delivery").asText().equals("PARTIALLY_RETURNED")));
        put(
                files,
                "08-amendment",
                find(trade -> trade.any(event -> event.at("/data/revision").asInt() > 1)));
        put(files, "09-declined-card", find(trade -> trade.ends("CANCELLED/CANCELLED/FAILED")));
        put(
                files,
                "10-rejection",
                find(trade -> trade.last().path("order").asText().equals("REJECTED")));
        Recorded ordinary = Objects.requireNonNull(
                find(trade -> trade.ends("COMPLETED/DELIVERED/PAID") && isBy(trade, "CARD")),
                "Record an ordinary order first: run a journey test of engine-app.");
        files.put("11-duplicates", duplicates(ordinary));
        files.put("12-gaps-and-shuffles", shuffled(ordinary));
        files.put("13-forged-processing", forgedProcessing(ordinary));
        files.put("14-forged-information", forgedInformation(ordinary));
        files.put("15-equivocations", equivocations(ordinary));
        files.put("16-after-closing", afterClosing(ordinary));
        return files;
    }

    private static void put(Map<String, List<ObjectNode>> files, String name, Recorded trade) {
        if (trade != null) {
            files.put(name, trade.steps());
        }
    }

    private Recorded find(Predicate<Recorded> wanted) {
        return trades.stream().filter(wanted).findFirst().orElse(null);
    }

    private static boolean isBy(Recorded trade, String method) {
        return json(trade.bodies().get(0)).at("/data/payment/method").asText().equals(method);
    }

    private static List<ObjectNode> duplicates(Recorded trade) {
        List<ObjectNode> steps = new ArrayList<>();
        trade.steps().forEach(step -> {
            steps.add(step.deepCopy());
            if (step.has("received")) {
                steps.add(step.deepCopy());
                steps.add(received(trade.bodies().get(0)));
            }
        });
        return steps;
    }

    /** Each message comes before its predecessor, and is sent again when the predecessor has come. */
    private static List<ObjectNode> shuffled(Recorded trade) {
        List<ObjectNode> steps = sent(trade);
        List<String> bodies = trade.bodies();
        steps.add(received(bodies.get(2)));
        steps.add(received(bodies.get(0)));
        for (int number = 2; number < bodies.size(); number++) {
            steps.add(received(bodies.get(number)));
            steps.add(received(bodies.get(number - 1)));
        }
        steps.add(received(bodies.get(bodies.size() - 1)));
        return steps;
    }

    private static List<ObjectNode> forgedProcessing(Recorded trade) {
        List<ObjectNode> steps = sent(trade);
        List<String> bodies = trade.bodies();
        steps.add(received(bodies.get(1)));
        for (int number = 0; number < bodies.size(); number++) {
            String body = bodies.get(number);
            if (number > 0) {
                FORGERIES.forEach((name, forgery) ->
                        steps.add(received(forged(body, forgery)).put("forgery", name)));
            }
            steps.add(received(body));
        }
        return steps;
    }

    private static List<ObjectNode> forgedInformation(Recorded trade) {
        List<ObjectNode> steps = sent(trade);
        FORGED_INFORMATION.forEach((name, forgery) ->
                steps.add(received(forged(trade.bodies().get(0), forgery)).put("forgery", name)));
        trade.bodies().forEach(body -> steps.add(received(body)));
        return steps;
    }

    private static List<ObjectNode> equivocations(Recorded trade) {
        List<ObjectNode> steps = sent(trade);
        trade.bodies().forEach(body -> {
            steps.add(received(body));
            steps.add(received(forged(body, (event, data) -> event.put("id", "another-id"))));
        });
        return steps;
    }

    private static List<ObjectNode> afterClosing(Recorded trade) {
        List<ObjectNode> steps = new ArrayList<>(trade.steps());
        List<String> bodies = trade.bodies();
        String last = bodies.get(bodies.size() - 1);
        steps.add(received(forged(last, (event, data) -> {
            event.put("sequence", "%010d".formatted(bodies.size() + 1)).put("id", "after-closing");
            data.set("previous", data.deepCopy().retain("order", "delivery", "payment"));
            data.putArray("changed").add("payment");
            data.put("previousDigest", LiteralReader.sha256(last));
        })));
        return steps;
    }

    private static List<ObjectNode> sent(Recorded trade) {
        return new ArrayList<>(trade.steps().stream()
                .filter(step -> !step.has("received"))
                .map(ObjectNode::deepCopy)
                .toList());
    }

    private static ObjectNode received(String body) {
        return Json.STRICT.createObjectNode().put("received", body);
    }

    private static String forged(String body, BiConsumer<ObjectNode, ObjectNode> forgery) {
        ObjectNode event = (ObjectNode) json(body);
        forgery.accept(event, (ObjectNode) event.path("data"));
        return event.toString();
    }

    private static ObjectNode amounts(ObjectNode data) {
        return (ObjectNode) data.path("amounts");
    }

    private static ObjectNode line(ObjectNode data) {
        return (ObjectNode) data.path("lines").path(0);
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

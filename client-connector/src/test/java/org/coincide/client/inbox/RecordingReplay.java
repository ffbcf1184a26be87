package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.RecordedTest;

/**
 * Replays one recorded test with the real connector in the client's place: the same orders, requests and messages. If the
 * connector refuses an order or request, the recorded server must have refused it too.
 */
final class RecordingReplay {

    private static final int TAKEN = 202;

    private final BrokerlessConnector ledger;
    private final List<JsonNode> steps;
    private final Map<String, Boolean> closed;

    private final List<String> received = new ArrayList<>();
    private final Set<String> notSent = new HashSet<>();
    private final Set<String> requested = new HashSet<>();

    /** Requests that the recorded client made again; the connector makes an equal request once. */
    private final Set<String> repeated = new HashSet<>();

    RecordingReplay(BrokerlessConnector ledger, RecordedTest recorded, String clientId) {
        this.ledger = ledger;
        this.steps = recorded.steps(clientId);
        this.closed = recorded.closed(clientId);
    }

    void run() {
        for (var step : steps) {
            if (step.has("received")) {
                receive(step.get("received").asText());
            } else {
                ledger.receive(List.copyOf(received));
                received.clear();
                send(step);
            }
        }
        ledger.receive(List.copyOf(received));
    }

    /** Asserts that the ledger equals the recorded messages and that no warning was raised. */
    void assertLedgerEqualsRecording() {
        assertThat(ledger.removeWarnings()).isEmpty();
        recorded().forEach(this::assertHeld);
        refusals()
                .map(refusal -> refusal.path("requestId").asText())
                .filter(requested::contains)
                .forEach(id -> assertThat(ledger.stateOfRequest(id)).as(id).isEqualTo("REFUSED"));
        refusals()
                .filter(refusal -> refusal.path("refused").asText().equals("ORDER"))
                .filter(refusal -> !notSent.contains(refusal.path("messageId").asText()))
                .forEach(refusal -> assertThat(
                                ledger.order(refusal.get("orderReference").asText())
                                        .get("state")
                                        .asText())
                        .isEqualTo("REFUSED"));
    }

    /** The trades' statuses in the ledger, as "ORDER/DELIVERY/PAYMENT". */
    Set<String> finalStatuses() {
        return recorded().keySet().stream()
                .map(ledger::trade)
                .map(RecordingReplay::statuses)
                .collect(Collectors.toSet());
    }

    /** All statuses that the trades have had. */
    Set<String> allStatuses() {
        return recorded().keySet().stream()
                .flatMap(trade ->
                        StreamSupport.stream(ledger.trade(trade).get("history").spliterator(), false))
                .map(RecordingReplay::statuses)
                .collect(Collectors.toSet());
    }

    private void receive(String text) {
        var data = json(text).path("data");
        if (!notSent.contains(data.path("messageId").asText("none"))
                && !repeated.contains(data.path("requestId").asText("none"))) {
            received.add(text);
        }
    }

    private void send(JsonNode step) {
        var answer = step.has("placed")
                ? ledger.place(step.get("placed"))
                : ledger.request(
                        step.get("tradingId").asText(), step.get("requested").asText(), step.get("data"));
        if (answer.statusCode() != TAKEN) {
            assertThat(refusals().map(refusal -> refusal.path("messageId").asText("?")))
                    .as("the connector answers %s to %s; the server must refuse it too", answer.body(), step)
                    .contains(step.path("messageId").asText("none"));
            notSent.add(step.path("messageId").asText());
        } else if (step.has("id")) {
            mapRequest(
                    ConnectorApi.json(answer).get("requestId").asText(),
                    step.get("id").asText());
        }
    }

    /** Maps the connector's request to the recorded one; a repeated request is mapped already. */
    private void mapRequest(String requestId, String recordedId) {
        if (requested.contains(requestId)) {
            repeated.add(recordedId);
        } else {
            ledger.rename(requestId, recordedId);
            requested.add(recordedId);
        }
    }

    private void assertHeld(String tradingId, Map<String, String> messages) {
        assertThat(ledger.history(tradingId))
                .as("history of %s", tradingId)
                .containsExactlyElementsOf(messages.values());
        var trade = ledger.trade(tradingId);
        var last = json(messages.values().stream().reduce((one, next) -> next).orElseThrow())
                .get("data");
        var statuses = last.has("statuses") ? last.get("statuses") : last;
        for (var lifecycle : List.of("order", "delivery", "payment")) {
            assertThat(trade.get(lifecycle)).as(tradingId + " " + lifecycle).isEqualTo(statuses.get(lifecycle));
        }
        assertThat(trade.get("closed").asBoolean()).as("%s closed", tradingId).isEqualTo(closed.get(tradingId));
        assertThat(trade.get("intact").asBoolean()).as("%s intact", tradingId).isTrue();
        assertThat(ledger.order(trade.get("orderReference").asText())
                        .path("tradingId")
                        .asText())
                .isEqualTo(tradingId);
        if (last.has("amounts")) {
            assertSame(trade, last);
        }
    }

    private static void assertSame(JsonNode trade, JsonNode recorded) {
        for (var amount : List.of("ordered", "authorized", "captured", "refunded")) {
            assertThat(new BigDecimal(trade.at("/amounts/" + amount).asText()))
                    .as(amount)
                    .isEqualByComparingTo(recorded.at("/amounts/" + amount).asText());
        }
        for (int line = 0; line < recorded.get("lines").size(); line++) {
            for (var quantity : List.of("number", "ordered", "cancelled", "shipped", "delivered", "returned")) {
                assertThat(trade.get("lines").get(line).get(quantity))
                        .as(quantity)
                        .isEqualTo(recorded.get("lines").get(line).get(quantity));
            }
        }
    }

    /** The recorded messages of each trade, by sequence. */
    private Map<String, Map<String, String>> recorded() {
        Map<String, Map<String, String>> recorded = new LinkedHashMap<>();
        received().filter(text -> json(text).has("sequence")).forEach(text -> recorded.computeIfAbsent(
                        json(text).get("subject").asText(), id -> new TreeMap<>())
                .put(json(text).get("sequence").asText(), text));
        return recorded;
    }

    private Stream<JsonNode> refusals() {
        return received()
                .map(RecordingReplay::json)
                .map(event -> event.get("data"))
                .filter(data -> data.has("refused"));
    }

    private Stream<String> received() {
        return steps.stream().filter(step -> step.has("received")).map(step -> step.get("received")
                .asText());
    }

    private static String statuses(JsonNode trade) {
        return Stream.of("order", "delivery", "payment")
                .map(lifecycle -> trade.get(lifecycle).asText())
                .collect(Collectors.joining("/"));
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
 * One recorded test once more, with the real connector in its client's place: it places the same orders, asks for the same,
 * hears the same. What it would not have sent, being no order or no request to it, the server must have refused.
 */
final class RecordingReplay {

    private static final int TAKEN = 202;

    private final BrokerlessConnector ledger;
    private final List<JsonNode> steps;
    private final Map<String, Boolean> closed;

    private final List<String> heard = new ArrayList<>();
    private final Set<String> neverSent = new HashSet<>();
    private final Set<String> asked = new HashSet<>();

    RecordingReplay(BrokerlessConnector ledger, RecordedTest recorded, String clientId) {
        this.ledger = ledger;
        this.steps = recorded.steps(clientId);
        this.closed = recorded.closed(clientId);
    }

    void run() {
        for (var step : steps) {
            if (step.has("received")) {
                hear(step.get("received").asText());
            } else {
                ledger.take(List.copyOf(heard));
                heard.clear();
                send(step);
            }
        }
        ledger.take(List.copyOf(heard));
    }

    /** That the ledger is what was told, to the character, and nothing was objected to. */
    void assertTheLedgerHoldsIt() {
        assertThat(ledger.objections()).isEmpty();
        told().forEach(this::assertHeld);
        refusals()
                .map(refusal -> refusal.path("requestId").asText())
                .filter(asked::contains)
                .forEach(id -> assertThat(ledger.stateOfRequest(id)).as(id).isEqualTo("REFUSED"));
        refusals()
                .filter(refusal -> refusal.path("refused").asText().equals("ORDER"))
                .filter(refusal -> !neverSent.contains(refusal.path("messageId").asText()))
                .forEach(refusal -> assertThat(
                                ledger.order(refusal.get("orderReference").asText())
                                        .get("state")
                                        .asText())
                        .isEqualTo("REFUSED"));
    }

    /** Where the trades stand in the ledger, as "ORDER/DELIVERY/PAYMENT". */
    Set<String> ends() {
        return told().keySet().stream()
                .map(ledger::trade)
                .map(RecordingReplay::statuses)
                .collect(Collectors.toSet());
    }

    /** Where they ever stood. */
    Set<String> stations() {
        return told().keySet().stream()
                .flatMap(trade ->
                        StreamSupport.stream(ledger.trade(trade).get("history").spliterator(), false))
                .map(RecordingReplay::statuses)
                .collect(Collectors.toSet());
    }

    private void hear(String text) {
        if (!neverSent.contains(json(text).at("/data/messageId").asText("none"))) {
            heard.add(text);
        }
    }

    private void send(JsonNode step) {
        var answer = step.has("placed")
                ? ledger.place(step.get("placed"))
                : ledger.ask(step.get("tradingId").asText(), step.get("asked").asText(), step.get("data"));
        if (answer.statusCode() != TAKEN) {
            assertThat(refusals().map(refusal -> refusal.path("messageId").asText("?")))
                    .as("the connector answers %s to %s; so must the server", answer.body(), step)
                    .contains(step.path("messageId").asText("none"));
            neverSent.add(step.path("messageId").asText());
        } else if (step.has("id")) {
            remember(
                    ConnectorApi.json(answer).get("requestId").asText(),
                    step.get("id").asText());
        }
    }

    /** The same wish once more is, to this client, the one that it has asked before. */
    private void remember(String requestId, String asRecorded) {
        if (!asked.contains(requestId)) {
            ledger.rename(requestId, asRecorded);
            asked.add(asRecorded);
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

    private static void assertSame(JsonNode trade, JsonNode told) {
        for (var amount : List.of("ordered", "authorized", "captured", "refunded")) {
            assertThat(new BigDecimal(trade.at("/amounts/" + amount).asText()))
                    .as(amount)
                    .isEqualByComparingTo(told.at("/amounts/" + amount).asText());
        }
        for (int line = 0; line < told.get("lines").size(); line++) {
            for (var quantity : List.of("number", "ordered", "cancelled", "shipped", "delivered", "returned")) {
                assertThat(trade.get("lines").get(line).get(quantity))
                        .as(quantity)
                        .isEqualTo(told.get("lines").get(line).get(quantity));
            }
        }
    }

    /** What was told of each trade, by sequence: the same message again counts once. */
    private Map<String, Map<String, String>> told() {
        Map<String, Map<String, String>> told = new LinkedHashMap<>();
        received().filter(text -> json(text).has("sequence")).forEach(text -> told.computeIfAbsent(
                        json(text).get("subject").asText(), id -> new TreeMap<>())
                .put(json(text).get("sequence").asText(), text));
        return told;
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

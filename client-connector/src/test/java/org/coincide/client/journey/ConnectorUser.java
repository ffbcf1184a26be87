package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Places orders and requests at a connector, and waits for their results. */
final class ConnectorUser {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PackagedClient connector;
    private final LoadJournal journal;

    ConnectorUser(PackagedClient connector, LoadJournal journal) {
        this.connector = connector;
        this.journal = journal;
    }

    /** Places an order of this kind; returns its trading identifier when the trade has the kind's final statuses. */
    String complete(OrderKind kind) throws IOException {
        var tradingId = place(kind.order());
        awaitStatuses(tradingId, kind.finalStatuses());
        return tradingId;
    }

    /** Places an order; returns its trading identifier when the order is on hold. */
    String placeHeld(JsonNode order) throws IOException {
        var tradingId = place(order);
        awaitStatuses(tradingId, "ON_HOLD/NOT_STARTED/PENDING");
        return tradingId;
    }

    /** Places an order; returns its trading identifier when the server has accepted it. */
    String place(JsonNode order) throws IOException {
        var reference = order.get("orderReference").asText();
        journal.request(connector.id(), reference, order.toString());
        var answer = connector.place(order.toString());
        journal.reply(connector.id(), reference, answer.statusCode(), answer.body());
        assertThat(answer.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        connector.order(reference).path("state").asText())
                .isEqualTo("ACCEPTED"));
        return connector.order(reference).get("tradingId").asText();
    }

    /** Requests a cancellation, an amendment or a return. */
    void request(String tradingId, String kind, String body) throws IOException {
        var answer = connector.post("/api/trades/" + tradingId + "/" + kind, body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Waits until the trade's only request is refused; returns the reason. */
    JsonNode awaitRefusal(String tradingId) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(requests(tradingId))
                .singleElement()
                .satisfies(request -> assertThat(request.get("state").asText()).isEqualTo("REFUSED")));
        return requests(tradingId).get(0).at("/reasons/0");
    }

    void awaitStatuses(String tradingId, String statuses) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statuses(tradingId)).isEqualTo(statuses));
    }

    String statuses(String tradingId) {
        var trade = connector.trade(tradingId);
        return String.join(
                "/",
                trade.path("order").asText(),
                trade.path("delivery").asText(),
                trade.path("payment").asText());
    }

    private List<JsonNode> requests(String tradingId) {
        return connector
                .json("/api/trades/" + tradingId + "/requests")
                .valueStream()
                .toList();
    }
}

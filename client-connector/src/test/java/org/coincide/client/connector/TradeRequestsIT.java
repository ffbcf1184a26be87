package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.SimulatedServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Cancellations, amendments and returns: each is stored, sent once, and shows its answer. */
class TradeRequestsIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Test
        void aCancellationIsSentOnceAndItsRefusalIsShown() {
            var messages = startedTrade();
            var path = "/api/trades/" + messages.tradingId() + "/cancellation";
            var first = api.post(path, "application/json", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(ConnectorApi.json(
                            api.post(path, "application/json", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}")))
                    .as("the answer to the repeated request")
                    .isEqualTo(ConnectorApi.json(first));
            var request = server.nextRequest("trading.cancellation.v1", messages.tradingId());
            assertThat(request.get("id")).isEqualTo(ConnectorApi.json(first).get("requestId"));

            server.send(
                    SimulatedServer.refusalOf(request, "CANCELLATION", "ALREADY_SHIPPED", "It is with the carrier."));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(api.list("/api/trades/" + messages.tradingId() + "/requests"))
                            .singleElement()
                            .satisfies(asked -> {
                                assertThat(asked.get("state").asText()).isEqualTo("REFUSED");
                                assertThat(asked.at("/reasons/0/text").asText()).isEqualTo("It is with the carrier.");
                            }));
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        @Test
        void aReturnNumberIdentifiesOneReturn() {
            var messages = startedTrade();
            var path = "/api/trades/" + messages.tradingId() + "/return";
            var body = "{\"returnNumber\":\"R-1\",\"lines\":[{\"number\":1,\"quantity\":%d}]}";
            assertThat(api.post(path, "application/json", body.formatted(1)).statusCode())
                    .isEqualTo(202);
            assertThat(api.post(path, "application/json", body.formatted(1)).statusCode())
                    .isEqualTo(202);
            assertThat(api.post(path, "application/json", body.formatted(2)).statusCode())
                    .isEqualTo(409);
            assertThat(api.post(path, "application/json", "{\"lines\":[]}").statusCode())
                    .isEqualTo(400);
            assertThat(api.post("/api/trades/" + UUID.randomUUID() + "/return", "application/json", body.formatted(1))
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void aRequestedAmendmentReplacesTheOrdersLines() {
            var messages = startedTrade();
            var amended = messages.order().deepCopy();
            ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
            amended.withArray("lines").remove(1);
            server.send(messages.statusChange("order", "ON_HOLD"));
            assertThat(api.post(
                                    "/api/trades/" + messages.tradingId() + "/amendment",
                                    "application/json",
                                    "{\"order\":" + amended + "}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(server.nextRequest("trading.amendment.v1", messages.tradingId())
                            .at("/data/order"))
                    .isEqualTo(amended);

            server.send(
                    messages.amended(amended),
                    messages.statusChange("order", "RECEIVED"),
                    messages.statusChange("order", "ACCEPTED"));
            awaitSequence(messages, 5);
            var trade = api.trade(messages.tradingId());
            assertThat(trade.get("lines")).hasSize(1);
            assertThat(trade.at("/lines/0/ordered").asInt()).isEqualTo(7);
            assertThat(trade.at("/amounts/ordered").asText()).isEqualTo("87.50");
            assertThat(trade.get("intact").asBoolean()).isTrue();
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }
    }
}

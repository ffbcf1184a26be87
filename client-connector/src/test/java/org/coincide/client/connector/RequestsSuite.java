package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.SimulatedServer;
import org.junit.jupiter.api.Test;

/** What users ask about trades: stored, sent once, and answered where they see it. */
abstract class RequestsSuite extends ConnectorSuite {

    @Test
    void aCancellationIsStoredSentOnceAndItsRefusalIsShown() {
        var story = begun();
        var path = "/api/trades/" + story.tradingId() + "/cancellation";
        var first = api.post(path, "application/json", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(ConnectorApi.json(api.post(path, "application/json", "{\"reason\":{\"code\":\"CHANGED_MIND\"}}")))
                .as("the same wish again is the one that was asked before")
                .isEqualTo(ConnectorApi.json(first));
        var request = server.request("trading.cancellation.v1", story.tradingId());
        assertThat(request.get("id")).isEqualTo(ConnectorApi.json(first).get("requestId"));

        server.say(SimulatedServer.refusalOf(request, "CANCELLATION", "ALREADY_SHIPPED", "It is with the carrier."));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.list("/api/trades/" + story.tradingId() + "/requests"))
                        .singleElement()
                        .satisfies(asked -> {
                            assertThat(asked.get("state").asText()).isEqualTo("REFUSED");
                            assertThat(asked.at("/reasons/0/text").asText()).isEqualTo("It is with the carrier.");
                        }));
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }

    @Test
    void aReturnNumberStandsForOneReturn() {
        var story = begun();
        var path = "/api/trades/" + story.tradingId() + "/return";
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
    void anAmendmentThatThisClientAskedForReplacesTheOrdersLines() {
        var story = begun();
        var amended = story.order().deepCopy();
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        amended.withArray("lines").remove(1);
        server.say(story.move("order", "ON_HOLD"));
        assertThat(api.post(
                                "/api/trades/" + story.tradingId() + "/amendment",
                                "application/json",
                                "{\"order\":" + amended + "}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.request("trading.amendment.v1", story.tradingId()).at("/data/order"))
                .isEqualTo(amended);

        server.say(story.amended(amended), story.move("order", "RECEIVED"), story.move("order", "ACCEPTED"));
        awaitSequence(story, 5);
        var trade = api.trade(story.tradingId());
        assertThat(trade.get("lines")).hasSize(1);
        assertThat(trade.at("/lines/0/ordered").asInt()).isEqualTo(7);
        assertThat(trade.at("/amounts/ordered").asText()).isEqualTo("87.50");
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(api.warnings(story.tradingId())).isEmpty();
    }
}

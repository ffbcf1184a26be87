package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InvalidMessages;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.coincide.client.verification.WarningType;
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
        void aRefusalOfARequestNeverMadeIsAWarning() {
            var messages = startedTrade();
            var path = "/api/trades/" + messages.tradingId();
            var answer = api.post(path + "/cancellation", "application/json", "{}");
            var request = (ObjectNode) server.nextRequest("trading.cancellation.v1", messages.tradingId());
            var before = shown(messages);
            var refusals = Stream.of("CANCELLATION", "RETURN", "AMENDMENT")
                    .map(kind -> SimulatedServer.refusalOf(
                            request.deepCopy().put("id", "never-made"), kind, "NOT_OFFERED", "Refused " + kind))
                    .toList();

            server.send(refusals);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.warnings(messages.tradingId()))
                    .containsExactly("UNKNOWN_REQUEST", "UNKNOWN_REQUEST", "UNKNOWN_REQUEST"));
            assertThat(shown(messages)).isEqualTo(before);
            assertThat(api.list(path + "/requests")).singleElement().satisfies(open -> {
                assertThat(open.get("requestId"))
                        .isEqualTo(ConnectorApi.json(answer).get("requestId"));
                assertThat(open.get("state").asText()).isEqualTo("REQUESTED");
            });
            assertThat(quarantined(messages.tradingId())).containsExactlyInAnyOrderElementsOf(refusals);
            assertThat(api.get("/api/evidence/" + messages.tradingId()).body()).contains("Refused RETURN");
        }

        @Test
        void aRefusalWithoutARequestIsKeptAndNotReported() {
            var messages = startedTrade();
            var refusal = ContractFiles.example("refusal")
                    .put("id", UUID.randomUUID().toString())
                    .put("subject", "ID:" + messages.tradingId());
            refusal.putObject("data")
                    .put("refused", "MESSAGE")
                    .put("messageId", "ID:" + messages.tradingId())
                    .putArray("reasons")
                    .addObject()
                    .put("code", "MALFORMED_JSON")
                    .put("text", "The message is no JSON.");

            server.send(refusal.toString(), InvalidMessages.of(WarningType.ILLEGAL_TRANSITION, messages));

            assertThat(server.nextRequest("trading.warning.v1", messages.tradingId())
                            .at("/data/warning")
                            .asText())
                    .as("the first report")
                    .isEqualTo("ILLEGAL_TRANSITION");
            var warning = api.list("/api/warnings?type=UNKNOWN_REQUEST").get(0);
            assertThat(api.get("/api/quarantine/" + warning.get("quarantineId").asText())
                            .body())
                    .isEqualTo(refusal.toString());
        }

        /** A person who made the request elsewhere makes it here, too; the server's message is then believed. */
        @Test
        void aCancellationNeverMadeIsBelievedAfterItIsMade() {
            var messages = startedTrade();
            var before = shown(messages);
            var cancelled = messages.preview(data -> data.put("order", "CANCELLED")
                    .put("delivery", "CANCELLED")
                    .putObject("actor")
                    .put("kind", "CLIENT")
                    .put("name", "acme"));

            server.send(cancelled);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.warnings(messages.tradingId()))
                    .containsExactly("UNKNOWN_REQUEST"));
            assertThat(shown(messages)).isEqualTo(before);
            assertThat(quarantined(messages.tradingId())).containsExactly(cancelled);

            api.post("/api/trades/" + messages.tradingId() + "/cancellation", "application/json", "{}");
            server.send(cancelled);
            awaitSequence(messages, 2);
            assertThat(api.trade(messages.tradingId()).get("order").asText()).isEqualTo("CANCELLED");
            assertThat(api.warnings(messages.tradingId())).containsExactly("UNKNOWN_REQUEST");
        }

        /** The trade without the time of its verification. */
        private JsonNode shown(TradeMessages messages) {
            return ((ObjectNode) api.trade(messages.tradingId())).without("verifiedAt");
        }

        private List<String> quarantined(String tradingId) {
            return api.list("/api/warnings?tradingId=" + tradingId).stream()
                    .map(warning -> api.get("/api/quarantine/"
                                    + warning.get("quarantineId").asText())
                            .body())
                    .toList();
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

        @Test
        void aRequestEqualToOneCarriedOutIsSentAgain() {
            var messages = placedOrder();
            var sent = messages.completeTrade().toList();
            server.send(sent);
            awaitSequence(messages, sent.size());
            var body = "{\"lines\":[{\"number\":1,\"quantity\":1}]}";
            var first = requestId(messages, "return", body);
            assertThat(requestId(messages, "return", body)).as("a retry").isEqualTo(first);
            server.nextRequest("trading.return.v1", messages.tradingId());
            server.send(returnOf(messages, 1));
            awaitSequence(messages, sent.size() + 1L);
            assertThat(states(messages)).containsExactly("CARRIED_OUT");

            var second = requestId(messages, "return", body);

            assertThat(second).isNotEqualTo(first);
            assertThat(server.nextRequest("trading.return.v1", messages.tradingId())
                            .get("id")
                            .asText())
                    .isEqualTo(second);
            assertThat(states(messages)).containsExactly("CARRIED_OUT", "REQUESTED");
            server.send(messages.statusChange("delivery", "RETURNED"));
            awaitSequence(messages, sent.size() + 2L);
            assertThat(states(messages)).containsExactly("CARRIED_OUT", "CARRIED_OUT");
        }

        @Test
        void aReturnWithANumberAndACancellationAreMadeOnce() {
            var messages = placedOrder();
            var sent = messages.completeTrade().toList();
            server.send(sent);
            awaitSequence(messages, sent.size());
            var body = "{\"returnNumber\":\"R-7\",\"lines\":[{\"number\":1,\"quantity\":1}]}";
            var first = requestId(messages, "return", body);
            server.send(returnOf(messages, 1));
            awaitSequence(messages, sent.size() + 1L);
            assertThat(states(messages)).containsExactly("CARRIED_OUT");
            assertThat(requestId(messages, "return", body)).isEqualTo(first);

            var cancelled = startedTrade();
            var cancellation = requestId(cancelled, "cancellation", "{}");
            server.send(cancelled.next(data -> {
                data.put("order", "CANCELLED").put("delivery", "CANCELLED");
                data.get("lines").forEach(line -> ((ObjectNode) line).set("cancelled", line.get("ordered")));
            }));
            awaitSequence(cancelled, 2);
            assertThat(states(cancelled)).containsExactly("CARRIED_OUT");
            assertThat(requestId(cancelled, "cancellation", "{}")).isEqualTo(cancellation);
        }

        /** Such as an order whose articles are out of stock while its card waits for the holder. */
        @Test
        void anOrderWithoutPiecesIsCancelledByItsStatus() {
            var messages = startedTrade();
            server.send(messages.statusChange("order", "ACCEPTED"), messages.next(data -> {
                data.put("delivery", "CANCELLED");
                data.get("lines").forEach(line -> ((ObjectNode) line).set("cancelled", line.get("ordered")));
            }));
            awaitSequence(messages, 3);
            requestId(messages, "cancellation", "{}");
            assertThat(states(messages)).containsExactly("REQUESTED");

            server.send(
                    messages.statusChange("order", "CANCELLING"),
                    messages.statusChange("payment", "VOIDED"),
                    messages.statusChange("order", "CANCELLED"));
            awaitSequence(messages, 6);

            assertThat(states(messages)).containsExactly("CARRIED_OUT");
        }

        @Test
        void anAmendmentIsCarriedOutByWhatFollowsIt() {
            var messages = startedTrade();
            var original = messages.order().deepCopy();
            var changed = original.deepCopy();
            ((ObjectNode) changed.at("/lines/0")).put("quantity", 7);
            server.send(messages.statusChange("order", "ON_HOLD"));
            amendmentSent(messages, changed);
            server.send(messages.amended(changed));
            awaitSequence(messages, 3);
            assertThat(states(messages)).containsExactly("CARRIED_OUT");

            amendmentSent(messages, original);
            assertThat(states(messages)).containsExactly("CARRIED_OUT", "REQUESTED");
            amendmentSent(messages, changed);
            assertThat(states(messages)).containsExactly("CARRIED_OUT", "REQUESTED", "REQUESTED");
            server.send(messages.amended(original));
            awaitSequence(messages, 4);
            assertThat(states(messages)).containsExactly("CARRIED_OUT", "CARRIED_OUT", "REQUESTED");
            server.send(messages.amended(changed));
            awaitSequence(messages, 5);
            assertThat(states(messages)).containsExactly("CARRIED_OUT", "CARRIED_OUT", "CARRIED_OUT");
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        /** The server accepts it without a message. */
        @Test
        void anAmendmentWithoutAChangeIsCarriedOutAtOnce() {
            var messages = startedTrade();
            server.send(messages.statusChange("order", "ON_HOLD"));
            awaitSequence(messages, 2);
            amendmentSent(messages, messages.order());
            assertThat(api.list("/api/trades/" + messages.tradingId() + "/requests"))
                    .singleElement()
                    .satisfies(made -> {
                        assertThat(made.get("state").asText()).isEqualTo("CARRIED_OUT");
                        assertThat(made.get("answeredAt")).isEqualTo(made.get("requestedAt"));
                    });
        }

        /** Requests the amendment, which the server receives as a request of its own. */
        private void amendmentSent(TradeMessages messages, JsonNode order) {
            var id = requestId(messages, "amendment", "{\"order\":" + order + "}");
            assertThat(server.nextRequest("trading.amendment.v1", messages.tradingId())
                            .get("id")
                            .asText())
                    .isEqualTo(id);
        }

        private String requestId(TradeMessages messages, String kind, String body) {
            var answer = api.post("/api/trades/" + messages.tradingId() + "/" + kind, "application/json", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return ConnectorApi.json(answer).get("requestId").asText();
        }

        private List<String> states(TradeMessages messages) {
            return api.list("/api/trades/" + messages.tradingId() + "/requests").stream()
                    .map(made -> made.get("state").asText())
                    .toList();
        }

        /** The next message: the first line has the returned pieces. */
        private static String returnOf(TradeMessages messages, int pieces) {
            return messages.next(data -> {
                data.put("delivery", "PARTIALLY_RETURNED");
                ((ObjectNode) data.at("/lines/0")).put("returned", pieces);
            });
        }
    }
}

package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.journal.BodyDigest;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.statements.StatementsOfTwoNodes;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.QueueClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.MessageListenerContainer;

/** Statements to clients, inquiries, and the receipts of clients. The pace is advanced in the database instead of waited for. */
@BothDatabases
class StatementsIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final String COMPLETED = "COMPLETED/DELIVERED/PAID";

        @Autowired
        private ApplicationContext node;

        @Test
        void aStatementNamesTheLastMessageOfAChangedTrade() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, COMPLETED);

            JsonNode stated = awaitStated(tradingId(order), 9);

            assertThat(stated.path("orderReference").asText()).isEqualTo(reference(order));
            assertThat(stated.path("closed").asBoolean()).isTrue();
            assertThat(stated.path("digest").asText()).isEqualTo(digestOf(tradingId(order), 9));
        }

        @Test
        void statementsAreNumberedWithoutGapsAndChained() {
            awaitStatements(acme, 3);

            List<String> bodies = acme.bodies().stream()
                    .filter(body -> isStatement(QueueClient.event(body)))
                    .toList();
            for (int index = 1; index < bodies.size(); index++) {
                JsonNode before = data(bodies.get(index - 1));
                JsonNode after = data(bodies.get(index));
                assertThat(after.path("number").asLong())
                        .isEqualTo(before.path("number").asLong() + 1);
                assertThat(after.path("previousDigest").asText()).isEqualTo(BodyDigest.of(bodies.get(index - 1)));
            }
        }

        @Test
        void twoNodesIssueOneHeartbeatAndOneFullStatement() {
            awaitStatements(acme, 1);
            StatementsOfTwoNodes nodes = new StatementsOfTwoNodes(node);
            Instant first = Instant.parse("2026-11-29T02:00:00Z");

            assertThat(nodes.heartbeats("acme")).isEqualTo(1);
            assertThat(nodes.fullStatement("acme", first, first.plusSeconds(1))).isEqualTo(first);
        }

        @Test
        void anInquiryWithNothingToResendIsAnswered() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, COMPLETED);
            awaitStated(tradingId(order), 9);
            int before = acme.received().size();

            acme.request("inquiry", tradingId(order), ofTrade(tradingId(order), 10));

            awaitUntil(() -> {
                advancePace();
                assertThat(acme.received().stream().skip(before))
                        .anyMatch(event -> names(event, tradingId(order)).isPresent());
            });
        }

        @Test
        void anInquiryAboutAnUnknownTradeIsAnswered() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            String foreign = tradeOf(order);
            String unknown = UUID.randomUUID().toString();

            globex.request("inquiry", unknown, ofTrade(unknown, 1));
            globex.request("inquiry", foreign, ofTrade(foreign, 1));

            awaitUntil(() -> {
                advancePace();
                assertThat(globex.received().stream().flatMap(event -> texts(event.at("/data/unknownTrades"))))
                        .contains(unknown, foreign);
            });
            assertThat(globex.received())
                    .noneMatch(event -> names(event, foreign).isPresent());
        }

        @Test
        void aFullStatementListsEveryTradeInItsRange() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            String tradingId = tradeOf(order);
            int before = acme.received().size();

            acme.request(
                    "inquiry", "acme", JsonNodeFactory.instance.objectNode().put("fullStatement", true));

            awaitUntil(() -> assertThat(pages(before)).isNotEmpty().last().satisfies(page -> assertThat(
                            page.at("/full/upTo").isMissingNode())
                    .isTrue()));
            List<JsonNode> pages = pages(before);
            assertThat(pages.get(0).at("/full/after").isMissingNode()).isTrue();
            List<String> listed = pages.stream()
                    .flatMap(page -> StreamSupport.stream(page.path("trades").spliterator(), false))
                    .map(trade -> trade.path("tradingId").asText())
                    .toList();
            assertThat(listed).contains(tradingId).doesNotHaveDuplicates();
            assertThat(listed).hasSizeLessThanOrEqualTo((int) count("trade WHERE client_id = 'acme'"));
        }

        @Test
        void aStatementIsSentAgainUnchanged() {
            awaitStatements(acme, 1);
            String first = acme.bodies().stream()
                    .filter(body -> isStatement(QueueClient.event(body)))
                    .findFirst()
                    .orElseThrow();
            long number = data(first).path("number").asLong();

            acme.request(
                    "inquiry", "acme", JsonNodeFactory.instance.objectNode().put("fromStatement", number));

            awaitUntil(() ->
                    assertThat(acme.bodies().stream().filter(first::equals)).hasSizeGreaterThan(1));
        }

        @Test
        void aReceiptShowsTheMessagesAsVerified() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, COMPLETED);
            String tradingId = tradingId(order);
            assertThat(states(tradingId)).hasSize(9).containsOnly("SENT");

            acme.request("receipt", "acme", receipt(tradingId, 8, digestOf(tradingId, 8)));

            awaitUntil(() -> assertThat(states(tradingId))
                    .startsWith("SENT", "VERIFIED", "VERIFIED")
                    .doesNotContain("UNSENT", "DISPUTED", "RECEIVED"));
        }

        @Test
        void aReceiptOfAnotherContentDisputesTheMessage() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, COMPLETED);
            String tradingId = tradingId(order);

            acme.request("receipt", "acme", receipt(tradingId, 9, "0".repeat(64)));

            awaitUntil(() -> assertThat(states(tradingId)).startsWith("DISPUTED", "SENT"));
        }

        @Test
        void aReceiptAboutATradeOfAnotherClientIsIgnored() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, COMPLETED);
            String tradingId = tradingId(order);

            globex.request("receipt", "globex", receipt(tradingId, 9, digestOf(tradingId, 9)));

            awaitUntil(() -> assertThat(jdbc.sql("SELECT body FROM receipt WHERE client_id = 'globex'")
                            .query(String.class)
                            .list())
                    .anyMatch(body -> body.contains(tradingId)));
            assertThat(states(tradingId)).containsOnly("SENT");
        }

        /** Only then does it say what the client has received: a server that starts asks for the client's present position. */
        @Test
        void aReceiptCountsFromItsAcceptanceByTheBroker() {
            MessageListenerContainer requests =
                    bean(JmsListenerEndpointRegistry.class).getListenerContainer(QueueNames.REQUESTS);
            String waited = UUID.randomUUID().toString();
            requests.stop();
            Instant start;
            try {
                acme.request("receipt", "acme", receipt(waited, 1, "0".repeat(64)));
                start = Instant.now();
            } finally {
                requests.start();
            }

            awaitUntil(() -> assertThat(jdbc.sql("SELECT received_at FROM receipt WHERE body LIKE ?")
                            .param("%" + waited + "%")
                            .query((row, index) ->
                                    row.getObject(1, OffsetDateTime.class).toInstant())
                            .list())
                    .singleElement()
                    .satisfies(receivedAt -> assertThat(receivedAt).isBeforeOrEqualTo(start)));
        }

        /** The trade as the newest statement names it, once with this sequence. */
        private JsonNode awaitStated(String tradingId, long sequence) {
            awaitUntil(() -> {
                advancePace();
                assertThat(stated(tradingId))
                        .anyMatch(trade -> trade.path("sequence").asLong() == sequence);
            });
            List<JsonNode> stated = stated(tradingId);
            return stated.get(stated.size() - 1);
        }

        private List<JsonNode> stated(String tradingId) {
            return acme.received().stream()
                    .flatMap(event -> names(event, tradingId).stream())
                    .toList();
        }

        private void awaitStatements(QueueClient client, int count) {
            awaitUntil(() -> {
                jdbc.sql("UPDATE statement_head SET issued_at = issued_at - INTERVAL '1' DAY")
                        .update();
                assertThat(client.received().stream().filter(OnEachDatabase::isStatement))
                        .hasSizeGreaterThanOrEqualTo(count);
            });
        }

        private void advancePace() {
            jdbc.sql("UPDATE statement_head SET issued_at = issued_at - INTERVAL '1' MINUTE")
                    .update();
        }

        private List<JsonNode> pages(int after) {
            return acme.received().stream()
                    .skip(after)
                    .filter(OnEachDatabase::isStatement)
                    .map(event -> event.path("data"))
                    .filter(data -> data.has("full"))
                    .toList();
        }

        private String digestOf(String tradingId, int sequence) {
            return BodyDigest.of(bean(JournalHistory.class)
                    .history(tradingId)
                    .get(sequence - 1)
                    .body());
        }

        private List<String> states(String tradingId) {
            Credentials operator = secrets.operator();
            List<String> states = new ArrayList<>();
            http.withBasicAuth(operator.name(), operator.password())
                    .getForObject("/api/operations/trades/" + tradingId + "/messages", JsonNode.class)
                    .path("messages")
                    .forEach(message -> states.add(message.path("state").asText()));
            return states;
        }

        private static boolean isStatement(JsonNode event) {
            return event.path("type").asText().equals("trading.statement.v1");
        }

        private static JsonNode data(String body) {
            return QueueClient.event(body).path("data");
        }

        private static Optional<JsonNode> names(JsonNode event, String tradingId) {
            return StreamSupport.stream(event.at("/data/trades").spliterator(), false)
                    .filter(trade -> trade.path("tradingId").asText().equals(tradingId))
                    .findFirst();
        }

        private static Stream<String> texts(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
        }

        private static ObjectNode ofTrade(String tradingId, long fromSequence) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("tradingId", tradingId)
                    .put("fromSequence", fromSequence);
        }

        private static ObjectNode receipt(String tradingId, long sequence, String digest) {
            ObjectNode receipt = JsonNodeFactory.instance.objectNode();
            receipt.putObject("statement").put("number", 1).put("digest", "1".repeat(64));
            receipt.putArray("trades")
                    .addObject()
                    .put("tradingId", tradingId)
                    .put("sequence", sequence)
                    .put("digest", digest);
            return receipt;
        }
    }
}

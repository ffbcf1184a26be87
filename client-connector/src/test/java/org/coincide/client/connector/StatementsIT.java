package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.StatementMessages;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Statements of the server, compared with the ledger. */
class StatementsIT {

    private static final String INQUIRY = "trading.inquiry.v1";

    @Nested
    @ConnectorOnHsqldb
    @TestPropertySource(properties = "coincide.statements.denied-after=0s")
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    @TestPropertySource(properties = "coincide.statements.denied-after=0s")
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Autowired
        private HealthEndpoint health;

        @Autowired
        private JdbcClient database;

        private StatementMessages statements;

        /** The first statement a client ever receives leads to a full one. */
        @BeforeEach
        void stateOnce() {
            statements = StatementMessages.of(broker);
            server.send(statements.next(data -> {}));
        }

        @Test
        void aLostLastMessageIsRequestedAndApplied() {
            var messages = startedTrade();
            var lost = messages.statusChange("order", "ACCEPTED");

            server.send(statements.about(messages, 2, CanonicalJson.digest(lost)));

            assertThat(nextInquiry(messages.tradingId()).get("fromSequence").asLong())
                    .isEqualTo(2);
            server.send(lost);
            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        @Test
        void aLostTradeIsRequestedFromItsFirstMessage() {
            var messages = placedOrder();
            var lost = messages.information();

            server.send(statements.about(messages, 1, CanonicalJson.digest(lost)));

            assertThat(nextInquiry(messages.tradingId()).get("fromSequence").asLong())
                    .isEqualTo(1);
            server.send(lost);
            awaitSequence(messages, 1);
        }

        @Test
        void anUnansweredInquiryIsRepeated() {
            var messages = startedTrade();
            var lost = messages.statusChange("order", "ACCEPTED");

            server.send(statements.about(messages, 2, CanonicalJson.digest(lost)));

            nextInquiry(messages.tradingId());
            assertThat(nextInquiry(messages.tradingId()).get("fromSequence").asLong())
                    .isEqualTo(2);
        }

        @Test
        void anotherDigestIsAnEquivocationAndWarnedOfOnce() {
            var messages = startedTrade();
            var other = "1".repeat(64);
            var stated = statements.about(messages, 1, other);

            server.send(stated);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.warnings(messages.tradingId()))
                    .containsExactly("EQUIVOCATION"));
            assertThat(nextInquiry(messages.tradingId()).get("fromSequence").asLong())
                    .isEqualTo(1);
            server.send(statements.about(messages, 1, other), messages.statusChange("order", "ACCEPTED"));
            awaitSequence(messages, 2);

            assertThat(api.warnings(messages.tradingId())).containsExactly("EQUIVOCATION");
            assertThat(quarantinedAbout(messages)).isEqualTo(stated);
        }

        @Test
        void anEarlierDigestIsComparedWithTheHistory() {
            var messages = startedTrade();
            var first = messages.informationWith(data -> {});
            server.send(messages.statusChange("order", "ACCEPTED"));
            awaitSequence(messages, 2);

            server.send(statements.about(messages, 1, CanonicalJson.digest(first)));
            server.send(messages.statusChange("payment", "AUTHORIZED"));

            awaitSequence(messages, 3);
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        @Test
        void aLostStatementIsRequestedAndComparedLate() {
            var messages = startedTrade();
            var lost = messages.statusChange("order", "ACCEPTED");
            var statement = statements.about(messages, 2, CanonicalJson.digest(lost));
            long number = statements.number();

            server.send(statements.next(data -> {}));

            assertThat(nextInquiry("acme").get("fromStatement").asLong()).isEqualTo(number);
            server.send(statement);
            assertThat(nextInquiry(messages.tradingId()).get("fromSequence").asLong())
                    .isEqualTo(2);
        }

        /** The older statement was lost, too, and arrives when the server sends it again. */
        @Test
        void anOlderStatementDoesNotHideALostMessage() {
            var messages = startedTrade();
            var older = statements.about(messages, 1, CanonicalJson.digest(messages.informationWith(data -> {})));
            long number = statements.number();
            var lost = messages.statusChange("order", "ACCEPTED");
            server.send(statements.about(messages, 2, CanonicalJson.digest(lost)));
            nextInquiry(messages.tradingId());

            server.send(older);
            awaitReceiptOf(number);

            assertThat(database.sql("SELECT sequence_number FROM missing_tail WHERE trading_id = ?")
                            .param(messages.tradingId())
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
            server.send(lost);
            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        @Test
        void aRepeatedStatementIsAnsweredWithTheLastOne() {
            var first = statements.next(data -> {});
            server.send(first, statements.next(data -> {}));
            long last = statements.number();
            awaitReceiptOf(last);

            server.send(first);

            awaitReceiptOf(last);
        }

        @Test
        void aLaterMessageThanStatedIsNamedByTheReceipt() {
            var messages = startedTrade();
            var first = messages.informationWith(data -> {});
            var second = messages.statusChange("order", "ACCEPTED");
            server.send(second);
            awaitSequence(messages, 2);

            server.send(statements.about(messages, 1, CanonicalJson.digest(first)));

            var receipt = awaitReceiptOf(statements.number());
            assertThat(receipt.at("/trades/0/sequence").asLong()).isEqualTo(2);
            assertThat(receipt.at("/trades/0/digest").asText()).isEqualTo(CanonicalJson.digest(second));
        }

        @Test
        void aStatementWithAnotherPredecessorIsNotCompared() {
            var messages = startedTrade();
            var digest = CanonicalJson.digest(messages.informationWith(data -> {}));
            var statement = statements.about(messages, 1, digest);
            var broken = statement
                    .replaceFirst("(\"previousDigest\"):\"[0-9a-f]{64}\"", "$1:\"" + "3".repeat(64) + "\"")
                    .replace(digest, "2".repeat(64));

            server.send(broken, messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            var warning = api.list("/api/warnings?limit=1").get(0);
            assertThat(warning.get("type").asText()).isEqualTo("CHAIN_BROKEN");
            assertThat(warning.get("text").asText())
                    .isEqualTo("statement " + statements.number()
                            + " does not follow the statement before it, or the one after it does not follow it:"
                            + " previousDigest differs");
            assertThat(api.warnings(messages.tradingId())).isEmpty();
            server.send(statement);
        }

        @Test
        void aTradeThatAFullStatementLacksIsDenied() {
            var messages = startedTrade();

            server.send(statements.next(data -> onlyRangeOf(messages, data)));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.warnings(messages.tradingId()))
                    .containsExactly("TRADE_DENIED"));
        }

        @Test
        void aTradeThatAFullStatementListsIsNotDenied() {
            var messages = startedTrade();

            server.send(statements.next(data -> {
                onlyRangeOf(messages, data);
                StatementMessages.addTrade(
                        data, messages, 1, CanonicalJson.digest(messages.informationWith(information -> {})));
            }));
            server.send(messages.statusChange("order", "ACCEPTED"));

            awaitSequence(messages, 2);
            assertThat(api.warnings(messages.tradingId())).isEmpty();
        }

        /** A page of a full statement whose range contains this trade and no other. */
        private void onlyRangeOf(TradeMessages messages, ObjectNode data) {
            var id = messages.tradingId();
            var opened = api.trade(id).get("openedAt").asText();
            var full = data.putObject("full");
            full.putObject("after").put("acceptedAt", opened).put("tradingId", id.substring(0, 30) + "000000");
            full.putObject("upTo").put("acceptedAt", opened).put("tradingId", id);
        }

        @Test
        void messagesOfATradeThatTheServerLacksWaitNoLonger() {
            var messages = placedOrder();
            messages.information();
            server.send(messages.statusChange("order", "ACCEPTED"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.warnings(messages.tradingId()))
                    .containsExactly("UNKNOWN_TRADE"));
            nextInquiry(messages.tradingId());

            server.send(statements.next(data -> data.putArray("unknownTrades").add(messages.tradingId())));
            var later = startedTrade();
            server.send(statements.about(later, 2, "4".repeat(64)));

            nextInquiry(later.tradingId());
            assertThat(api.trade(messages.tradingId()).isMissingNode()).isTrue();
        }

        @Test
        void aSilentServerDegradesHealthAndIsShown() {
            server.send(statements.next(data -> data.put("heartbeat", 1)));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(server().getStatus().getCode()).isEqualTo("DEGRADED"));
            assertThat(client().at("/server/silence").asText()).contains("no statement");

            server.send(statements.next(data -> {}));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(server().getStatus().getCode()).isEqualTo("UP"));
            assertThat(client().at("/server/lastStatement").asText()).isNotEmpty();
        }

        private Health server() {
            return (Health) health.healthForPath("server");
        }

        private JsonNode client() {
            return ConnectorApi.json(api.get("/api/client"));
        }

        /** Receives receipts up to the next one about a statement. */
        private JsonNode awaitReceiptOf(long number) {
            var receipt = server.nextRequest("trading.receipt.v1", "acme").get("data");
            return receipt.at("/statement/number").asLong() == number ? receipt : awaitReceiptOf(number);
        }

        private JsonNode nextInquiry(String subject) {
            return server.nextRequest(INQUIRY, subject).get("data");
        }

        private String quarantinedAbout(TradeMessages messages) {
            var id = api.list("/api/warnings").stream()
                    .filter(warning -> messages.tradingId()
                            .equals(warning.path("tradingId").asText()))
                    .findFirst()
                    .orElseThrow()
                    .get("quarantineId")
                    .asText();
            return api.get("/api/quarantine/" + id).body();
        }
    }
}

package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.List;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.StatementMessages;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages and orders that concern a trade after its removal from the ledger. The methods share a connector, and each has its own trade. */
class RemovedTradesIT {

    @Nested
    class Hsqldb extends OnEachDatabase {
        Hsqldb() {
            super(BrokerlessConnector.onHsqldb("acme"));
        }
    }

    @Nested
    class Postgresql extends OnEachDatabase {

        private static final EmbeddedPostgres SERVER = PostgresqlServer.start();

        Postgresql() {
            super(BrokerlessConnector.onPostgresql("acme", "removed_trades", SERVER));
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnEachDatabase {

        private final BrokerlessConnector client;
        private final AgedLedger ledger;
        private final JdbcTemplate jdbc;

        OnEachDatabase(BrokerlessConnector client) {
            this.client = client;
            this.ledger = new AgedLedger(client);
            this.jdbc = client.jdbc();
        }

        @AfterAll
        void stop() {
            ledger.close();
        }

        @Test
        void lateMessagesOfARemovedTradeAreDuplicates() {
            var trade = ledger.placed();
            var messages = trade.completeTrade().toList();
            client.receive(messages);
            ledger.removed();

            client.receive(messages);

            assertThat(client.trade(trade.tradingId()).isMissingNode()).isTrue();
            assertThat(ledger.warnings(trade)).isEmpty();
            assertThat(ledger.inquiries(trade)).isZero();
            ledger.assertIntact();
        }

        @Test
        void anotherVersionOfARemovedMessageIsAnEquivocation() {
            var trade = ledger.placed();
            var messages = new ArrayList<>(trade.completeTrade().toList());
            client.receive(messages);
            ledger.removed();

            client.receive(List.of(messages.get(3).replace("\"IN_PROGRESS\"", "\"ON_HOLD\"")));

            assertThat(ledger.warnings(trade)).containsExactly("EQUIVOCATION");
        }

        @Test
        void aMessageAfterTheRemovalIsWarnedOf() {
            var trade = ledger.closed();
            ledger.removed();

            client.receive(List.of(trade.statusChange("payment", "REFUNDED")));

            assertThat(ledger.warnings(trade)).containsExactly("AFTER_CLOSE");
            assertThat(ledger.inquiries(trade)).isZero();
        }

        @Test
        void aStatementThatNamesARemovedTradeIsConfirmed() {
            var trade = ledger.placed();
            var messages = trade.completeTrade().toList();
            client.receive(messages);
            ledger.removed();

            client.receive(List.of(
                    StatementMessages.single(
                            data -> StatementMessages.addTrade(data, trade, 9, CanonicalJson.digest(messages.get(8)))),
                    StatementMessages.single(data ->
                            StatementMessages.addTrade(data, trade, 4, CanonicalJson.digest(messages.get(3))))));

            assertThat(ledger.warnings(trade)).isEmpty();
            assertThat(ledger.inquiries(trade)).isZero();
            assertThat(jdbc.queryForList(
                            "SELECT event_body FROM request WHERE event_type = 'trading.receipt.v1'", String.class))
                    .anyMatch(body ->
                            body.contains(trade.tradingId()) && body.contains(CanonicalJson.digest(messages.get(8))));
        }

        /** A statement to an empty ledger starts a rebuild, which would adopt the removed trades. */
        @Test
        void aLedgerWithoutAnyTradeLeftIsNotRebuilt() {
            var trade = ledger.closed();
            ledger.removed();
            jdbc.update("DELETE FROM server_statement");

            client.receive(List.of(StatementMessages.single(data -> {})));

            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM rebuild", Integer.class))
                    .isZero();
            assertThat(client.trade(trade.tradingId()).isMissingNode()).isTrue();
        }

        @Test
        void aStatementWithAnotherDigestIsAnEquivocation() {
            var trade = ledger.closed();
            ledger.removed();

            client.receive(List.of(
                    StatementMessages.single(data -> StatementMessages.addTrade(data, trade, 9, "1".repeat(64)))));

            assertThat(ledger.warnings(trade)).containsExactly("EQUIVOCATION");
        }

        @Test
        void anUnknownTradeThatWasRemovedIsNotDenied() {
            var trade = ledger.closed();
            ledger.removed();

            client.receive(List.of(StatementMessages.single(
                    data -> data.putArray("unknownTrades").add(trade.tradingId()))));

            assertThat(ledger.warnings(trade)).isEmpty();
        }

        @Test
        void theOrderOfARemovedTradeOpensNoOtherTrade() {
            var trade = ledger.closed();
            ledger.removed();

            var second = TradeMessages.of(trade.order());
            client.receive(List.of(second.information()));

            assertThat(client.trade(second.tradingId()).isMissingNode()).isTrue();
            assertThat(ledger.warnings(second)).containsExactly("UNKNOWN_ORDER");
            var answer = client.place(trade.order());
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("was placed before");
        }
    }
}

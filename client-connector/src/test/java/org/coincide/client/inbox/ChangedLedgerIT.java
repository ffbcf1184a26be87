package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.history.TradeRemoval;
import org.coincide.client.integrity.Finding;
import org.coincide.client.integrity.LedgerAnchor;
import org.coincide.client.integrity.LedgerVerification;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every change of the stored ledger that somebody makes with SQL is found by the verification. */
class ChangedLedgerIT {

    /** Tables that are no part of the ledger: outboxes, and messages that were not accepted. Their rows come and go. */
    private static final Set<String> NOT_LEDGER = Set.of(
            "order_dispatch",
            "catalogue",
            "request",
            "server_key",
            "quarantine",
            "warning",
            "warning_group",
            "server_statement",
            "missing_statement",
            "missing_tail",
            "rebuild",
            "webhook_event",
            "webhook_cursor");

    @Nested
    class Hsqldb extends OnEachDatabase {
        @Override
        BrokerlessConnector connector() {
            return BrokerlessConnector.onHsqldb("acme");
        }
    }

    @Nested
    class Postgresql extends OnEachDatabase {

        private static final AtomicInteger DATABASES = new AtomicInteger();
        private static final EmbeddedPostgres SERVER = PostgresqlServer.start();

        @Override
        BrokerlessConnector connector() {
            return BrokerlessConnector.onPostgresql("acme", "changed" + DATABASES.incrementAndGet(), SERVER);
        }
    }

    abstract static class OnEachDatabase {

        private BrokerlessConnector client;
        private TradeMessages trade;
        private JdbcTemplate jdbc;

        abstract BrokerlessConnector connector();

        @BeforeEach
        void fillTheLedger() {
            client = connector();
            jdbc = client.jdbc();
            removeATrade();
            trade = placed();
            client.receive(trade.completeTrade().toList());
            promise(placed());
            var held = placed();
            client.receive(
                    List.of(held.information(), held.statusChange("order", "ON_HOLD", "ADDRESS", "a new address")));
            refuseAnAmendment(held);
            settle(placed());
            var refused = placed();
            client.receive(List.of(refusalOf(refused.reference())));
            placed();
            client.bean(LedgerAnchor.class).advance();
            assertThat(findings()).isEmpty();
        }

        @AfterEach
        void stop() {
            client.close();
        }

        @Test
        void everyChangedColumnIsNamed() throws SQLException {
            forEachTable((table, soft) -> {
                for (var column : table.columns()) {
                    for (int row : table.samples()) {
                        if (table.update(row, column)) {
                            soft.assertThat(findings())
                                    .as("%s.%s, row %d", table.table(), column, row)
                                    .anyMatch(finding -> names(finding, table.table(), column));
                        }
                        table.restore();
                        if (table.clear(row, column)) {
                            soft.assertThat(findings())
                                    .as("%s.%s, row %d cleared", table.table(), column, row)
                                    .anyMatch(finding -> names(finding, table.table(), column));
                        }
                        table.restore();
                    }
                }
            });
        }

        @Test
        void aDueTimeThatNobodyPromisedIsNamed() {
            jdbc.update("INSERT INTO trade_due (trading_id, due_at) VALUES (?, CURRENT_TIMESTAMP)", trade.tradingId());

            assertThat(findings()).singleElement().satisfies(finding -> {
                assertThat(finding.table()).isEqualTo("trade_due");
                assertThat(finding.tradingId()).isEqualTo(trade.tradingId());
            });
        }

        @Test
        void everyDeletedOrInsertedRowIsNamed() throws SQLException {
            forEachTable((table, soft) -> {
                for (int row = 0; row < table.count(); row++) {
                    table.delete(row);
                    soft.assertThat(findings())
                            .as("%s, row %d deleted", table.table(), row)
                            .anyMatch(finding -> finding.table().equals(table.table()));
                    table.restore();
                }
                if (table.insertCopy(table.count() - 1)) {
                    soft.assertThat(findings())
                            .as("%s, row inserted", table.table())
                            .anyMatch(finding -> finding.table().equals(table.table()));
                }
                table.restore();
                table.truncate();
                soft.assertThat(findings()).as("%s truncated", table.table()).anyMatch(finding -> finding.table()
                        .equals(table.table()));
                table.restore();
            });
        }

        @Test
        void theApiShowsAChangedTradeAsNotIntact() {
            assertThat(shown().get("intact").asBoolean()).isTrue();

            for (var change : List.of(
                    "UPDATE trade SET amount_captured = 1 WHERE trading_id = ?",
                    "UPDATE trade_line SET returned = 1 WHERE trading_id = ?",
                    "UPDATE history_entry SET order_status = 'CANCELLED' WHERE trading_id = ? AND sequence_number = 3")) {
                jdbc.update(change, trade.tradingId());
                assertThat(shown().get("intact").asBoolean()).as(change).isFalse();
            }
        }

        @Test
        void aCutTailIsFoundByTheAnchor() {
            long last = jdbc.queryForObject("SELECT MAX(entry_number) FROM ledger_entry", Long.class);
            jdbc.update(
                    "DELETE FROM order_dispatch WHERE order_reference IN (SELECT order_reference FROM placed_order WHERE entry_number = ?)",
                    last);
            jdbc.update("DELETE FROM placed_order WHERE entry_number = ?", last);
            jdbc.update("DELETE FROM ledger_entry WHERE entry_number = ?", last);
            jdbc.update(
                    "UPDATE ledger_head SET entry_number = ?, head = (SELECT head FROM ledger_entry WHERE entry_number = ?)",
                    last - 1,
                    last - 1);

            assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.table())
                    .isEqualTo("anchor"));

            placed();
            placed();
            client.bean(LedgerAnchor.class).advance();
            assertThat(findings()).extracting(Finding::table).containsExactly("anchor");
        }

        @Test
        void aRecomputedChainIsFoundByTheAnchor() {
            var changed = client.history(trade.tradingId()).get(8);
            jdbc.update(
                    "UPDATE ledger_entry SET body = ? WHERE entry_number = (SELECT entry_number FROM history_entry WHERE trading_id = ? AND sequence_number = 9)",
                    changed.replace("\"time\":\"2026", "\"time\":\"2025"),
                    trade.tradingId());
            recompute();

            assertThat(findings()).extracting(Finding::table).contains("anchor");
        }

        /** Recomputes digests and heads of all entries, as somebody who knows the formula would. */
        private void recompute() {
            var head = LedgerEntry.START;
            for (var row : jdbc.queryForList("SELECT * FROM ledger_entry ORDER BY entry_number")) {
                long number = ((Number) row.get("entry_number")).longValue();
                var at = jdbc.queryForObject(
                                "SELECT recorded_at FROM ledger_entry WHERE entry_number = ?",
                                java.time.OffsetDateTime.class,
                                number)
                        .toInstant();
                var body = (String) row.get("body");
                var digest = body == null ? (String) row.get("digest") : CanonicalJson.digest(body);
                head = LedgerEntry.head(
                        head, number, (String) row.get("kind"), at, digest, (String) row.get("signature"));
                jdbc.update(
                        "UPDATE ledger_entry SET digest = ?, head = ? WHERE entry_number = ?", digest, head, number);
            }
            jdbc.update("UPDATE ledger_head SET head = ?", head);
        }

        private void forEachTable(Change change) throws SQLException {
            var soft = new SoftAssertions();
            for (var table : StoredRows.except(NOT_LEDGER, client.bean(DataSource.class))) {
                assertThat(table.count()).as("rows of %s", table.table()).isPositive();
                change.make(table, soft);
            }
            soft.assertAll();
            assertThat(findings()).isEmpty();
        }

        private List<Finding> findings() {
            return client.bean(LedgerVerification.class).verify().findings();
        }

        private JsonNode shown() {
            return client.trade(trade.tradingId());
        }

        /** The row of a changed key counts as missing or added. */
        private static boolean names(Finding finding, String table, String column) {
            return finding.table().equals(table)
                    && (finding.column() == null || finding.column().equalsIgnoreCase(column));
        }

        private TradeMessages placed() {
            var order = ContractFiles.order("PO-" + UUID.randomUUID());
            assertThat(client.place(order).statusCode()).isEqualTo(202);
            return TradeMessages.of(order);
        }

        private void removeATrade() {
            client.receive(placed().completeTrade().toList());
            var later = Clock.systemUTC().instant().plus(Duration.ofDays(4015));
            assertThat(client.bean(TradeRemoval.class).remove(later, Instant.MAX))
                    .isEqualTo(1);
        }

        /** A trade with times at which a next step is due. */
        private void promise(TradeMessages promised) {
            client.receive(List.of(promised.information(), promised.next(data -> {
                data.put("order", "ON_HOLD");
                data.putObject("due")
                        .put("order", "2026-11-25T09:00:00Z")
                        .put("delivery", "2026-11-27T09:00:00.123456789Z");
            })));
        }

        /** The rejected version promised a time, the kept one promises none. */
        private void settle(TradeMessages disputed) {
            var information = disputed.information();
            var forged = disputed.preview(
                    data -> data.put("order", "ON_HOLD").putObject("due").put("order", "2026-11-25T09:00:00Z"));
            client.receive(List.of(
                    information,
                    forged,
                    disputed.statusChange("order", "ACCEPTED"),
                    disputed.statusChange("payment", "AUTHORIZED")));
            var answer = client.settle(disputed.tradingId(), "RECEIVED", "confirmed by the server");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        private void refuseAnAmendment(TradeMessages held) {
            var data = Json.STRICT.createObjectNode().put("tradingId", held.tradingId());
            data.set("order", held.order());
            var answer = client.request(held.tradingId(), "amendment", data);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            var request = Json.STRICT
                    .createObjectNode()
                    .put("subject", held.tradingId())
                    .put("id", ConnectorApi.json(answer).get("requestId").asText());
            client.receive(List.of(SimulatedServer.refusalOf(request, "AMENDMENT", "NOT_ON_HOLD", "too late")));
        }

        private static String refusalOf(String reference) {
            var refusal = ContractFiles.example("refusal")
                    .put("id", UUID.randomUUID().toString())
                    .put("subject", reference);
            ((ObjectNode) refusal.get("data")).put("orderReference", reference);
            try {
                return Json.STRICT.writeValueAsString(refusal);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @FunctionalInterface
        private interface Change {
            void make(StoredRows table, SoftAssertions soft);
        }
    }
}

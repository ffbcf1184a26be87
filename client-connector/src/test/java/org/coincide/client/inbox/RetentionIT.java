package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;
import org.coincide.client.history.TradeRemoval;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.SimulatedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The removal of old trades from the ledger. It sees a moved time; the methods share a connector, and each looks at its own trade. */
class RetentionIT {

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
            super(BrokerlessConnector.onPostgresql("acme", "retention", SERVER));
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
        void aClosedTradeIsExportedAndRemovedFromEveryTable() throws IOException {
            var trade = ledger.closed();
            assertThat(ledger.tablesWith(trade)).contains("trade", "trade_line", "history_entry", "placed_order");

            assertThat(ledger.removed()).isPositive();

            assertThat(ledger.tablesWith(trade)).containsExactlyInAnyOrder("removed_trade", "ledger_entry");
            assertThat(jdbc.queryForList(
                            "SELECT kind FROM ledger_entry WHERE body LIKE '%" + trade.tradingId() + "%'",
                            String.class))
                    .containsExactly("REMOVAL");
            assertThat(client.get("/api/trades/" + trade.tradingId()).statusCode())
                    .isEqualTo(404);
            var evidence = ledger.verified(Files.readAllBytes(ledger.exported(trade)));
            assertThat(evidence.problems()).isEmpty();
            assertThat(evidence.entries()).isEqualTo(10);
            assertThat(evidence.trades()).singleElement().asString().contains(trade.tradingId(), "COMPLETED");
            ledger.assertIntact();
        }

        @Test
        void theEvidenceOfTheWholeLedgerStillHolds() {
            ledger.closed();
            ledger.removed();
            ledger.closed();

            assertThat(ledger.verified(client.get("/api/evidence")
                                    .body()
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .problems())
                    .isEmpty();
        }

        @Test
        void aTradeWithRequestsAndASettlementIsRemovedWhole() {
            var trade = ledger.placed();
            var information = trade.information();
            var other = trade.preview(data -> data.put("order", "ON_HOLD"));
            client.receive(List.of(information, other));
            client.receive(List.of(trade.statusChange("order", "ACCEPTED")));
            assertThat(client.settle(trade.tradingId(), "RECEIVED", "confirmed").statusCode())
                    .isEqualTo(200);
            var refused = client.request(
                    trade.tradingId(),
                    "cancellation",
                    Json.STRICT.createObjectNode().put("tradingId", trade.tradingId()));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(202);
            var request = Json.STRICT
                    .createObjectNode()
                    .put("subject", trade.tradingId())
                    .put("id", ConnectorApi.json(refused).get("requestId").asText());
            client.receive(List.of(SimulatedServer.refusalOf(request, "CANCELLATION", "TOO_LATE", "too late")));
            client.receive(List.of(
                    trade.statusChange("order", "CANCELLING"),
                    trade.statusChange("payment", "FAILED"),
                    trade.statusChange("delivery", "CANCELLED"),
                    trade.statusChange("order", "CANCELLED")));
            assertThat(client.trade(trade.tradingId()).path("closed").asBoolean())
                    .isTrue();
            jdbc.update("UPDATE request SET state = 'SENT'");

            ledger.removed();

            assertThat(ledger.tablesWith(trade)).containsExactlyInAnyOrder("removed_trade", "ledger_entry");
            ledger.assertIntact();
        }

        @Test
        void aTradeThatChangedLatelyStays() {
            var trade = ledger.closed();

            client.bean(TradeRemoval.class).remove(Clock.systemUTC().instant(), Instant.MAX);

            ledger.assertStays(trade);
        }

        @Test
        void anOpenTradeStays() {
            var trade = ledger.placed();
            client.receive(List.of(trade.information(), trade.statusChange("order", "ACCEPTED")));

            ledger.removed();

            ledger.assertStays(trade);
        }

        @Test
        void aDisputedTradeStaysUntilAPersonAcknowledges() {
            var trade = ledger.placed();
            client.receive(trade.completeTrade().toList());
            client.receive(List.of(trade.latest(data -> data.put("order", "ON_HOLD"))));
            jdbc.update("UPDATE request SET state = 'SENT'");

            ledger.removed();
            ledger.assertStays(trade);

            jdbc.update("UPDATE warning_group SET acknowledged = warnings WHERE trading_id = ?", trade.tradingId());
            ledger.removed();
            assertThat(ledger.tablesWith(trade)).containsExactlyInAnyOrder("removed_trade", "ledger_entry");
        }

        @ParameterizedTest
        @ValueSource(strings = {"erp", "queue"})
        void aReceiverThatIsNotConfiguredAnyMoreKeepsNoTrade(String receiver) {
            var trade = ledger.closed();
            jdbc.update(
                    "INSERT INTO webhook_event (receiver, entry_number, trading_id, state, attempts, due_at)"
                            + " SELECT ?, 1, trading_id, 'FAILED', 0, opened_at FROM trade WHERE trading_id = ?",
                    receiver,
                    trade.tradingId());

            ledger.removed();

            assertThat(ledger.tablesWith(trade)).containsExactlyInAnyOrder("removed_trade", "ledger_entry");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "INSERT INTO request (id, event_type, subject, event_body, created_at, state)"
                            + " SELECT trading_id, 'trading.return.v1', trading_id, '{}', opened_at, 'WAITING' FROM trade WHERE trading_id = ?",
                    "INSERT INTO missing_tail (trading_id, order_reference, sequence_number)"
                            + " SELECT trading_id, order_reference, 10 FROM trade WHERE trading_id = ?",
                    "UPDATE trade SET amount_captured = amount_captured + 1 WHERE trading_id = ?",
                    "UPDATE ledger_entry SET body = body || ' ' WHERE entry_number ="
                            + " (SELECT answer_entry FROM placed_order WHERE trading_id = ?)"
                })
        void anUnfinishedOrChangedTradeStays(String change) {
            var trade = ledger.closed();
            jdbc.update(change, trade.tradingId());

            ledger.removed();
            ledger.assertStays(trade);

            jdbc.update("DELETE FROM request WHERE state = 'WAITING' AND event_body = '{}'");
            jdbc.update("DELETE FROM missing_tail");
            jdbc.update(
                    "UPDATE trade SET amount_captured = amount_captured - 1 WHERE trading_id = ?"
                            + (change.startsWith("UPDATE trade") ? "" : " AND 1 = 0"),
                    trade.tradingId());
            jdbc.update(
                    "UPDATE ledger_entry SET body = TRIM(body) WHERE entry_number = (SELECT answer_entry FROM placed_order WHERE trading_id = ?)",
                    trade.tradingId());
            ledger.removed();
            assertThat(ledger.tablesWith(trade)).doesNotContain("trade");
            ledger.assertIntact();
        }

        @Test
        void anUnwritableFolderRemovesNothing() throws IOException {
            ledger.removed();
            var trade = ledger.closed();
            var day = ledger.folder()
                    .resolve(ledger.later().plus(Duration.ofDays(1)).toString().substring(0, 10));
            Files.createDirectories(day.getParent());
            Files.writeString(day, "a file in place of the folder");

            assertThatThrownBy(() -> client.bean(TradeRemoval.class)
                            .remove(ledger.later().plus(Duration.ofDays(1)), Instant.MAX))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Nothing is removed");

            ledger.assertStays(trade);
        }

        @Test
        void aTradeThatSomebodyElseDeletesIsStillNamed() {
            ledger.closed();
            ledger.removed();
            var trade = ledger.closed();
            jdbc.update(
                    "UPDATE ledger_entry SET body = NULL, removal = (SELECT MAX(entry_number) FROM ledger_entry WHERE kind = 'REMOVAL')"
                            + " WHERE entry_number = (SELECT answer_entry FROM placed_order WHERE trading_id = ?)",
                    trade.tradingId());

            assertThat(ledger.findings()).anyMatch(finding -> "removal".equals(finding.column()));

            jdbc.update(
                    "UPDATE ledger_entry SET body = (SELECT body FROM (SELECT CAST(? AS VARCHAR(100000)) AS body FROM ledger_head) AS given), removal = NULL"
                            + " WHERE entry_number = (SELECT answer_entry FROM placed_order WHERE trading_id = ?)",
                    trade.informationWith(data -> {}),
                    trade.tradingId());
            ledger.assertIntact();
        }

        /** Somebody who can only change the database appends a removal, with a chain that holds. */
        @Test
        void aRemovalThatAnotherKeySignedIsNamed() {
            var trade = ledger.closed();
            var end = jdbc.queryForMap("SELECT entry_number, head FROM ledger_head");
            long number = ((Number) end.get("entry_number")).longValue() + 1;
            var body = "{\"tradingId\":\"" + trade.tradingId()
                    + "\",\"orderReference\":\"PO\",\"sequence\":9,\"lastDigest\":\"x\",\"closedAt\":\"2026-11-24T09:00:00Z\",\"entries\":[]}";
            var at = Instant.parse("2026-11-24T09:00:00Z");
            var signature = SigningKey.generate().sign(body);
            var digest = CanonicalJson.digest(body);
            jdbc.update(
                    "INSERT INTO ledger_entry (entry_number, kind, recorded_at, body, signature, digest, head) VALUES (?, 'REMOVAL', ?, ?, ?, ?, ?)",
                    number,
                    at.atOffset(java.time.ZoneOffset.UTC),
                    body,
                    signature,
                    digest,
                    LedgerEntry.head((String) end.get("head"), number, "REMOVAL", at, digest, signature));
            jdbc.update(
                    "UPDATE ledger_head SET entry_number = ?, head = (SELECT head FROM ledger_entry WHERE entry_number = ?)",
                    number,
                    number);

            assertThat(ledger.findings())
                    .anyMatch(finding ->
                            finding.row().equals(String.valueOf(number)) && "signature".equals(finding.column()));

            jdbc.update("DELETE FROM ledger_entry WHERE entry_number = ?", number);
            jdbc.update("UPDATE ledger_head SET entry_number = ?, head = ?", number - 1, end.get("head"));
            assertThat(client.post("/api/verification/anchor").statusCode()).isEqualTo(202);
            ledger.assertIntact();
        }

        @Test
        void everyTableOfATradeIsRemovedWithIt() {
            assertThat(client.bean(TradeRemoval.class).tables())
                    .containsAll(ledger.tablesWithTradingId().stream()
                            .filter(table -> !Set.of("removed_trade", "missing_tail", "history")
                                    .contains(table))
                            .toList());
        }
    }
}

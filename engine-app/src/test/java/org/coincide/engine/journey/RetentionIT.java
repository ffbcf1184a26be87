package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.history.NightlyNode;
import org.coincide.engine.history.TradeRemoval;
import org.coincide.engine.reconciliation.Discrepancies;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.statements.StatedRange;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.warnings.WarningRetention;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The removal of old rows. Trades are given to a client of the test's own, so that other tests keep theirs; the removal sees a moved
 * time.
 */
@BothDatabases
class RetentionIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {

        /** Foreign keys whose column begins no index that contains all its values. HSQLDB creates these indexes itself. */
        private static final String UNINDEXED =
                """
                SELECT c.conrelid::regclass || '.' || a.attname
                FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                WHERE c.contype = 'f' AND c.conrelid::regclass::text NOT LIKE 'act\\_%' AND NOT EXISTS (
                  SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]
                    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = '(' || a.attname || ' IS NOT NULL)'))""";

        /** Without an index, PostgreSQL reads the whole table for each removed row that it could refer to. */
        @Test
        void foreignKeysOfRemovedRowsAreIndexed() {
            assertThat(jdbc.sql(UNINDEXED).query(String.class).list()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "provider_event, received_at < now()",
            "bank_payment, trading_id IS NULL AND reported_at < now()",
            "bank_payment, trading_id IN ('a')",
            "carrier_event, outcome = 'APPLIED' AND received_at < now()",
            "trade_discrepancy, ended_at < now()"
        })
        void oldRowsAreFoundByAnIndex(String table, String condition) {
            bean(TransactionOperations.class).executeWithoutResult(status -> {
                // A small table is read from end to end at any time.
                jdbc.sql("SET LOCAL enable_seqscan = off").update();
                assertThat(jdbc.sql("EXPLAIN SELECT * FROM " + table + " WHERE " + condition)
                                .query(String.class)
                                .list())
                        .as("all is compared in the index")
                        .anyMatch(line -> line.contains("Index Cond"))
                        .noneMatch(line -> line.contains("Filter"));
            });
        }
    }

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final Duration ELEVEN_YEARS = Duration.ofDays(4015);
        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

        @Autowired
        private ApplicationContext server;

        private final String retired = "retired-" + UUID.randomUUID().toString().substring(0, 8);
        private final Instant later = Clock.systemUTC().instant().plus(ELEVEN_YEARS);

        @Test
        void aClosedTradeIsRemovedWithAllItsRowsAndExported() throws Exception {
            String card = closed(Orders.ordinary());
            String invoice = closed(Orders.onInvoice());
            List<String> bookings = List.of(card + "/1", card + "/1/2");
            addLabels(card, bookings);

            assertThat(removal().remove(retired, later)).isEqualTo(2);

            for (String booking : bookings) {
                assertThat(countOf("consignment_label", "booking_key", booking))
                        .as(booking)
                        .isZero();
                assertThat(exported())
                        .anyMatch(line -> line.contains("\"table\":\"consignment_label\"")
                                && line.contains("\"" + booking + "\""));
            }

            for (String tradingId : List.of(card, invoice)) {
                assertThat(tablesWith(tradingId)).isEmpty();
                assertThat(exported())
                        .anyMatch(line -> line.contains("\"table\":\"journal\"") && line.contains(tradingId));
            }
            assertThat(exported()).anyMatch(line -> line.contains("\"table\":\"invoice\"") && line.contains(invoice));
            assertThat(jdbc.sql("SELECT removed_trade FROM statement_head WHERE client_id = ?")
                            .param(retired)
                            .query(String.class)
                            .single())
                    .isEqualTo(invoice);
        }

        /** Gives the trade's first consignment the labels of two bookings. */
        private void addLabels(String tradingId, List<String> bookings) {
            jdbc.sql("UPDATE consignment SET hand_overs = 2 WHERE id = ?")
                    .param(tradingId + "/1")
                    .update();
            for (String booking : bookings) {
                jdbc.sql("DELETE FROM consignment_label WHERE booking_key = ?")
                        .param(booking)
                        .update();
                jdbc.sql(
                                "INSERT INTO consignment_label (booking_key, media_type, content) VALUES (?, 'text/plain', '')")
                        .param(booking)
                        .update();
            }
        }

        @Test
        void aTradeThatChangedLatelyStays() {
            closed(Orders.ordinary());

            assertThat(removal().remove(retired, Clock.systemUTC().instant())).isZero();
        }

        @Test
        void anOpenTradeStaysAndAllAcceptedLater() {
            ObjectNode held = held();
            retire(tradingId(held));
            closed(Orders.ordinary());

            assertThat(removal().remove(retired, later)).isZero();
        }

        @Test
        void anUnsentMessageKeepsItsTrade() {
            String tradingId = closed(Orders.ordinary());
            assertStays("UPDATE journal SET unsent = TRUE WHERE sequence = 3 AND trading_id = ?", tradingId);
        }

        @Test
        void anUnverifiedMessageKeepsItsTrade() {
            String tradingId = closed(Orders.ordinary());
            assertStays("UPDATE trade_receipt SET sequence = sequence - 1 WHERE trading_id = ?", tradingId);
        }

        @Test
        void aWarningKeepsItsTrade() {
            String tradingId = closed(Orders.ordinary());
            assertStays(
                    "INSERT INTO client_warning (client_id, event_id, warning, text, trading_id, received_at)"
                            + " SELECT client_id, trading_id, 'EQUIVOCATION', 'A test.', trading_id, accepted_at FROM trade WHERE trading_id = ?",
                    tradingId);
        }

        @Test
        void anOpenDiscrepancyKeepsItsTrade() {
            String tradingId = closed(Orders.ordinary());
            assertStays(
                    "INSERT INTO trade_discrepancy (trading_id, kind, text, found_at)"
                            + " SELECT trading_id, 'MESSAGE_MISMATCH', 'A test.', accepted_at FROM trade WHERE trading_id = ?",
                    tradingId);
        }

        @Test
        void anOpenReturnKeepsItsTrade() {
            String tradingId = closed(Orders.ordinary());
            assertStays(
                    "INSERT INTO goods_return (trading_id, return_number, state, reason_code, request_id, asked_at)"
                            + " SELECT trading_id, 'R-1', 'REQUESTED', 'OTHER', 'r', accepted_at FROM trade WHERE trading_id = ?",
                    tradingId);
        }

        @Test
        void everyTableThatRefersToATradeIsRemovedWithIt() {
            assertThat(removal().tables()).containsAll(tablesWithTradingId());
        }

        @Test
        void oldRowsOutsideOfTradesAreRemoved() {
            Instant now = Clock.systemUTC().instant();
            String old =
                    now.minus(Duration.ofDays(3000)).atOffset(ZoneOffset.UTC).toString();
            String mark = UUID.randomUUID().toString();
            String letter = oldDeadLetter();
            jdbc.sql("INSERT INTO client_warning (client_id, event_id, warning, text, trading_id, received_at)"
                            + " VALUES ('nobody', ?, 'UNKNOWN_TRADE', 'A test.', 'no-such-trade', ?)")
                    .params(mark, time(old))
                    .update();
            jdbc.sql(
                            "INSERT INTO journal (client_id, event_id, body, recorded_at, unsent) VALUES ('nobody', ?, 'sent', ?, FALSE)")
                    .params(mark, time(old))
                    .update();
            String unsent = UUID.randomUUID().toString();
            jdbc.sql(
                            "INSERT INTO journal (client_id, event_id, body, recorded_at, unsent) VALUES ('nobody', ?, 'unsent', ?, TRUE)")
                    .params(unsent, time(old))
                    .update();

            removeExpired(DeadLetters.class, now);
            removeExpired(WarningRetention.class, now);
            removeExpired(StatedRange.class, now);
            removeExpired(Discrepancies.class, now);

            assertThat(countOf("dead_letter", "message_id", letter)).isZero();
            assertThat(countOf("client_warning", "event_id", mark)).isZero();
            assertThat(countOf("journal", "event_id", mark)).isZero();
            assertThat(countOf("journal", "event_id", unsent)).isOne();
            jdbc.sql("DELETE FROM journal WHERE event_id = ?").param(unsent).update();
        }

        @Test
        void anUnconfirmedStatementStays() {
            awaitUntil(() ->
                    assertThat(count("statement WHERE client_id = 'globex'")).isPositive());
            jdbc.sql("UPDATE journal SET recorded_at = ? WHERE unsent = FALSE AND id IN"
                            + " (SELECT journal_id FROM statement WHERE client_id = 'globex')")
                    .param(time("2010-01-01T00:00:00Z"))
                    .update();
            long before = count("statement WHERE client_id = 'globex'");

            removeExpired(StatedRange.class, Clock.systemUTC().instant());

            assertThat(count("statement WHERE client_id = 'globex'")).isGreaterThanOrEqualTo(before);
        }

        @Test
        void theScheduleRemovesOldRowsOnceInANight() {
            assertThat(NightlyNode.isScheduled(server)).isTrue();
            createRetired();
            String trade = closed(Orders.ordinary());
            jdbc.sql("UPDATE trade SET changed_at = ? WHERE trading_id = ?")
                    .params(time("2010-01-01T00:00:00Z"), trade)
                    .update();
            var former = jdbc.sql("SELECT night FROM retention_night")
                    .query(LocalDate.class)
                    .single();
            Instant evening =
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(20));
            Instant night = evening.plus(Duration.ofHours(5).plusMinutes(1));
            NightlyNode node = new NightlyNode(server);
            NightlyNode other = new NightlyNode(server);
            try {
                node.runAt(evening);
                other.runAt(evening);
                node.runAt(night.minus(Duration.ofMinutes(2)));
                assertThat(tablesWith(trade))
                        .as("before the time of the setting")
                        .contains("trade", "journal");

                String report = oldReports();
                String transfer = oldTransferWithoutTrade();
                node.runAt(night);
                assertThat(tablesWith(trade)).isEmpty();
                assertThat(countOf("carrier_event", "id", report)).isZero();
                assertThat(countOf("provider_event", "id", report)).isZero();
                assertThat(countOf("bank_payment", "transaction_id", transfer)).isZero();

                String letter = oldDeadLetter();
                node.runAt(night.plus(Duration.ofHours(3)));
                other.runAt(night.plus(Duration.ofHours(3)));
                assertThat(countOf("dead_letter", "message_id", letter))
                        .as("later in this night, at both nodes")
                        .isOne();

                other.runAt(night.plus(Duration.ofDays(1)));
                assertThat(countOf("dead_letter", "message_id", letter)).isZero();
            } finally {
                jdbc.sql("UPDATE retention_night SET night = ?").param(former).update();
            }
        }

        @Test
        void oldReceiptsOfAllClientsAreRemovedInBatches() {
            Instant now = Clock.systemUTC().instant();
            List<String> clients =
                    Stream.of("-a", "-b", "-c").map(retired::concat).toList();
            clients.forEach(client -> {
                jdbc.sql("INSERT INTO statement_head (client_id, number, issued_at, full_at, full_due)"
                                + " VALUES (?, 0, ?, ?, FALSE)")
                        .params(client, time(now.toString()), time(now.toString()))
                        .update();
                for (int number = 1; number <= 3; number++) {
                    jdbc.sql("INSERT INTO receipt (client_id, event_id, statement_number, body, received_at)"
                                    + " VALUES (?, ?, ?, 'A test.', ?)")
                            .params(
                                    client,
                                    "e-" + (client.endsWith("c") ? 4 - number : number),
                                    number,
                                    time("2010-01-0" + number + "T00:00:00Z"))
                            .update();
                }
            });

            int removed;
            do {
                removed = removeExpired(Receipts.class, now, 2);
                assertThat(removed).isLessThanOrEqualTo(2);
            } while (removed > 0);

            for (String client : clients) {
                assertThat(jdbc.sql("SELECT statement_number FROM receipt WHERE client_id = ?")
                                .param(client)
                                .query(Long.class)
                                .list())
                        .as(client)
                        .containsExactly(3L);
            }
        }

        @Test
        void aTableThatFailsDoesNotStopTheRemoval() {
            var former = jdbc.sql("SELECT night FROM retention_night")
                    .query(LocalDate.class)
                    .single();
            Instant evening =
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(20));
            NightlyNode node = new NightlyNode(server, (now, limit, removal) -> {
                throw new DataIntegrityViolationException("A test.");
            });
            String letter = oldDeadLetter();
            try {
                node.runAt(evening);
                node.runAt(evening.plus(Duration.ofHours(6)));
                assertThat(countOf("dead_letter", "message_id", letter)).isZero();
            } finally {
                jdbc.sql("UPDATE retention_night SET night = ?").param(former).update();
            }
        }

        @Test
        void theEngineRemovesItsHistoryInItsWindow() {
            String tradingId = closed(Orders.ordinary());
            HistoryService history = bean(HistoryService.class);
            assertThat(history.findHistoryCleanupJobs()).isNotEmpty().allSatisfy(job -> assertThat(hour(job))
                    .isBetween(1, 4));
            jdbc.sql("UPDATE act_hi_procinst SET removal_time_ = ? WHERE business_key_ = ?")
                    .params(java.sql.Timestamp.from(Instant.EPOCH), tradingId)
                    .update();

            LocalTime now = LocalTime.now(Clock.systemDefaultZone());
            setWindow(now.plusHours(2), now.plusHours(4));
            assertThat(history.findHistoryCleanupJobs()).allSatisfy(job -> assertThat(hour(job))
                    .isEqualTo(now.plusHours(2).getHour()));
            setWindow(now.minusHours(1), now.plusHours(2));

            awaitUntil(() -> assertThat(history.createHistoricProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId)
                            .count())
                    .isZero());
            setWindow(LocalTime.of(1, 0), LocalTime.of(5, 0));
        }

        private static int hour(Job job) {
            return job.getDuedate()
                    .toInstant()
                    .atZone(Clock.systemDefaultZone().getZone())
                    .getHour();
        }

        /** Schedules the clean-up as the server does at its start with such a window. */
        private void setWindow(LocalTime start, LocalTime end) {
            var engine =
                    (ProcessEngineConfigurationImpl) bean(ProcessEngine.class).getProcessEngineConfiguration();
            engine.getHistoryCleanupBatchWindows().clear();
            engine.setHistoryCleanupBatchWindowStartTime(MINUTES.format(start));
            engine.setHistoryCleanupBatchWindowEndTime(MINUTES.format(end));
            engine.initHistoryCleanup();
            await().ignoreException(OptimisticLockingException.class)
                    .untilAsserted(() -> bean(HistoryService.class).cleanUpHistoryAsync(false));
        }

        private void createRetired() {
            OperatorSession operator = new OperatorSession(http.getRootUri());
            operator.logIn(secrets.operator());
            assertThat(operator.post(
                                    "/api/operations/clients",
                                    "{\"id\": \"" + retired + "\", \"orderLimit\": \"100.00\"}")
                            .status())
                    .isEqualTo(201);
        }

        /** An event of a carrier and one of the payment provider, with the same identifier. */
        private String oldReports() {
            String id = UUID.randomUUID().toString();
            jdbc.sql("INSERT INTO carrier_event (id, tracking_number, event, outcome, happened_at, received_at)"
                            + " VALUES (?, 'T-1', 'DELIVERED', 'UNKNOWN', ?, ?)")
                    .params(id, time("2010-01-01T00:00:00Z"), time("2010-01-01T00:00:00Z"))
                    .update();
            jdbc.sql("INSERT INTO provider_event (id, payment, event, outcome, received_at)"
                            + " VALUES (?, 'P-1', 'CAPTURED', 'UNKNOWN', ?)")
                    .params(id, time("2010-01-01T00:00:00Z"))
                    .update();
            return id;
        }

        private String oldTransferWithoutTrade() {
            String id = UUID.randomUUID().toString().replace("-", "");
            jdbc.sql(
                            "INSERT INTO bank_payment (transaction_id, reference, amount, taken, currency, outcome, reported_at)"
                                    + " VALUES (?, 'unknown', 1, 0, 'EUR', 'UNKNOWN_REFERENCE', ?)")
                    .params(id, time("2010-01-01T00:00:00Z"))
                    .update();
            return id;
        }

        private String oldDeadLetter() {
            String mark = UUID.randomUUID().toString();
            jdbc.sql(
                            "INSERT INTO dead_letter (queue, sender, message_id, reason, reason_text, body_size, body, stored_at)"
                                    + " VALUES ('q', 'nobody', ?, 'EMPTY_BODY', 'A test.', 0, '', ?)")
                    .params(mark, time("2010-01-01T00:00:00Z"))
                    .update();
            return mark;
        }

        /** A closed trade of a retired client, with all messages sent and verified. */
        private String closed(ObjectNode order) {
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = tradingId(order);
            awaitUntil(() -> {
                assertThat(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(tradingId)
                                .count())
                        .isZero();
                assertThat(count("journal WHERE unsent = TRUE AND trading_id = '" + tradingId + "'"))
                        .isZero();
            });
            retire(tradingId);
            return tradingId;
        }

        private void retire(String tradingId) {
            if (count("statement_head WHERE client_id = '" + retired + "'") == 0) {
                jdbc.sql(
                                "INSERT INTO statement_head (client_id, number, issued_at, full_at, full_due) SELECT CAST(? AS VARCHAR(32)), 0, accepted_at,"
                                        + " accepted_at, FALSE FROM trade WHERE trading_id = ?")
                        .params(retired, tradingId)
                        .update();
            }
            jdbc.sql("UPDATE trade SET client_id = ? WHERE trading_id = ?")
                    .params(retired, tradingId)
                    .update();
            jdbc.sql("DELETE FROM trade_receipt WHERE trading_id = ?")
                    .param(tradingId)
                    .update();
            jdbc.sql("INSERT INTO trade_receipt (trading_id, sequence, digest, received_at)"
                            + " SELECT trading_id, sequence, last_digest, changed_at FROM trade WHERE trading_id = ?")
                    .param(tradingId)
                    .update();
        }

        /** The reason exists in a transaction of the test alone: the reconciler would end a discrepancy. */
        private void assertStays(String reason, String tradingId) {
            bean(TransactionOperations.class).executeWithoutResult(status -> {
                jdbc.sql(reason).param(tradingId).update();
                assertThat(removal().remove(retired, later)).isZero();
                status.setRollbackOnly();
            });
            assertThat(removal().remove(retired, later)).isOne();
        }

        private TradeRemoval removal() {
            return bean(TradeRemoval.class);
        }

        private void removeExpired(Class<? extends ExpiredRows> owner, Instant now) {
            removeExpired(owner, now, 100);
        }

        private int removeExpired(Class<? extends ExpiredRows> owner, Instant now, int limit) {
            return bean(TransactionOperations.class)
                    .execute(status -> bean(owner).removeExpired(now, limit, bean(Removal.class)));
        }

        private List<String> tablesWith(String tradingId) {
            return tablesWithTradingId().stream()
                    .filter(table -> countOf(table, "trading_id", tradingId) > 0)
                    .toList();
        }

        /** The server's own tables with the column; those of the simulators belong to others. */
        private List<String> tablesWithTradingId() {
            return jdbc
                    .sql(
                            "SELECT LOWER(table_name) FROM information_schema.columns WHERE LOWER(column_name) = 'trading_id'"
                                    + " AND LOWER(table_schema) = 'public'")
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(table -> !table.startsWith("simulated"))
                    .toList();
        }

        private long countOf(String table, String column, String value) {
            return jdbc.sql("SELECT COUNT(*) FROM " + table + " WHERE " + column + " = ?")
                    .param(value)
                    .query(Long.class)
                    .single();
        }

        private static java.time.OffsetDateTime time(String text) {
            return java.time.OffsetDateTime.parse(text);
        }

        private Stream<String> exported() throws IOException {
            Path folder = bean(CoincideProperties.class).dataDirectory().resolve("removed");
            try (Stream<Path> files = Files.list(folder)) {
                return files.toList().stream().flatMap(file -> {
                    try {
                        return Files.readAllLines(file).stream();
                    } catch (IOException unreadable) {
                        throw new java.io.UncheckedIOException(unreadable);
                    }
                });
            }
        }
    }
}

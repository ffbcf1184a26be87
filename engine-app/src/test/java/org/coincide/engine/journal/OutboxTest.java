package org.coincide.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.coincide.engine.statements.MissingMessageTrades;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages that a client asks for again while they are sent and marked, by the node that sends and by another node. */
class OutboxTest {

    private static final String CLIENT = "shop";

    private enum On {
        HSQLDB("hsqldb"),
        POSTGRESQL("postgresql");

        private final String scripts;

        On(String scripts) {
            this.scripts = scripts;
        }

        private Database database() {
            return this == POSTGRESQL
                    ? Databases.postgresql()
                    : new Database("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        }
    }

    /** A node that sends, and another one, on a database with three messages. */
    private static final class Nodes {

        private final On on;
        private final TransactionTemplate transaction;
        private final JdbcClient jdbc;
        private final Outbox sender;
        private final Outbox other;

        Nodes(On on) {
            this.on = on;
            Database database = on.database();
            DriverManagerDataSource connections =
                    new DriverManagerDataSource(database.url(), database.username(), database.password());
            Flyway.configure()
                    .dataSource(connections)
                    .locations("classpath:db/migration", "classpath:db/" + on.scripts)
                    .load()
                    .migrate();
            transaction = new TransactionTemplate(new DataSourceTransactionManager(connections));
            jdbc = JdbcClient.create(connections);
            sender = new Outbox(jdbc, mock(MessageOrigin.class));
            other = new Outbox(jdbc, mock(MessageOrigin.class));
            LongStream.of(1, 2, 3).forEach(id -> jdbc.sql(
                            """
                                    INSERT INTO journal (id, client_id, event_id, body, recorded_at, unsent)
                                    VALUES (?, ?, ?, '{}', CURRENT_TIMESTAMP, TRUE)""")
                    .params(id, CLIENT, "event-" + id)
                    .update());
        }

        private List<JournalRow> due() {
            return sender.unsent(CLIENT, 10, Hold.NONE);
        }

        private List<Long> dueIds() {
            return due().stream().map(JournalRow::id).toList();
        }

        private void send() {
            sender.sent(due());
        }

        /** Makes a message that of a trade of its own. */
        private void ofTrade(long id) {
            jdbc.sql(
                            """
                            INSERT INTO trade (trading_id, client_id, order_reference, order_digest, contents, currency, total, order_status,
                            delivery_status, payment_status, authorized, captured, refunded, sequence, closed, accepted_at, changed_at)
                            VALUES (:trade, :client, :trade, '', '{}', 'EUR', 1, 'ACCEPTED',
                            'PENDING', 'PENDING', 0, 0, 0, 1, FALSE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)""")
                    .param("trade", "trade-" + id)
                    .param("client", CLIENT)
                    .update();
            jdbc.sql("UPDATE journal SET trading_id = ?, sequence = 1 WHERE id = ?")
                    .params("trade-" + id, id)
                    .update();
        }

        /** Returns whether a thread waits for a lock of the database. */
        private boolean isWaiting(Thread thread) {
            return on == On.HSQLDB
                    ? thread.getState() == Thread.State.WAITING
                    : jdbc.sql(
                                            """
                                            SELECT COUNT(*) FROM pg_stat_activity
                                            WHERE datname = current_database() AND wait_event_type = 'Lock'""")
                                    .query(Long.class)
                                    .single()
                            > 0;
        }

        private List<Long> unsentRows() {
            return jdbc.sql("SELECT id FROM journal WHERE unsent ORDER BY id")
                    .query(Long.class)
                    .list();
        }
    }

    /** PostgreSQL's driver accepts 65,535 parameters. */
    @ParameterizedTest
    @EnumSource
    void anyNumberOfSentMessagesIsMarked(On on) {
        Nodes nodes = new Nodes(on);
        List<JournalRow> sent = LongStream.rangeClosed(1, 70_000)
                .mapToObj(id -> new JournalRow(id, CLIENT, null, "{}", 0))
                .toList();
        nodes.sender.sent(sent);
        nodes.sender.markSent();
        assertThat(nodes.sender.hasUnmarked()).isFalse();
        assertThat(nodes.dueIds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tradesBehindTheirClientAreHeld(On on) {
        Nodes nodes = new Nodes(on);
        LongStream.of(1, 2).forEach(nodes::ofTrade);
        List.of(CLIENT, "other").forEach(client -> nodes.jdbc
                .sql("INSERT INTO trade_behind (trading_id, client_id, sequence, digest, found_at)"
                        + " VALUES (?, ?, 2, 'digest', CURRENT_TIMESTAMP)")
                .params(client.equals(CLIENT) ? "trade-1" : "trade-2", client)
                .update());
        assertThat(nodes.sender.unsent(CLIENT, 10, MissingMessageTrades.HOLD))
                .extracting(JournalRow::id)
                .containsExactly(2L, 3L);
        assertThat(nodes.sender.unsent(CLIENT, 10, Hold.ALL_TRADES))
                .extracting(JournalRow::id)
                .containsExactly(3L);
        assertThat(nodes.sender.unsent(CLIENT, 10, Hold.NONE)).hasSize(3);
        Instant oldest = Instant.now().minus(Duration.ofDays(1));
        nodes.jdbc
                .sql("UPDATE journal SET recorded_at = ? WHERE id = 1")
                .param(oldest.atOffset(ZoneOffset.UTC))
                .update();
        assertThat(nodes.sender.oldestUnsent(CLIENT).orElseThrow()).isBefore(oldest.plusSeconds(1));
        assertThat(nodes.sender.oldestUnsent(CLIENT, MissingMessageTrades.HOLD).orElseThrow())
                .isAfter(oldest.plusSeconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void sentMessagesAreSentOnce(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        assertThat(nodes.dueIds()).isEmpty();
        assertThat(nodes.sender.unsentCount(10)).isZero();
        assertThat(nodes.sender.oldestUnsent(CLIENT)).isEmpty();
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).isEmpty();
        assertThat(nodes.sender.hasUnmarked()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageAskedForAtAnotherNodeIsSentAgain(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.other.resend(List.of(2L));
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).containsExactly(2L);
        assertThat(nodes.dueIds()).containsExactly(2L);
        assertThat(nodes.sender.hasUnmarked()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageAskedForAtTheSenderIsSentAgain(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.sender.resend(List.of(2L));
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageAskedForIsSentAgainBeforeAnyMark(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.other.resend(List.of(2L));

        assertThat(nodes.dueIds()).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageAskedForWhileItIsSentIsSentAgain(On on) {
        Nodes nodes = new Nodes(on);
        List<JournalRow> read = nodes.due();
        nodes.other.resend(List.of(2L));
        nodes.sender.sent(read);
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource
    void theSecondSendingIsMarkedWithTheFirstOnes(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.other.resend(List.of(2L));
        nodes.other.resend(List.of(2L));
        nodes.other.resend(List.of(3L));
        nodes.send();
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void allMessagesOfALostStoreAreSentAgain(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.other.resendAll(List.of(CLIENT), Instant.EPOCH, nodes.other.firstId(), nodes.other.lastId());
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheNamedMessagesOfALostStoreAreSentAgain(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.sender.markSent();

        assertThat(nodes.other.resendAll(List.of(CLIENT), Instant.EPOCH, 2, 2)).isEqualTo(1);
        assertThat(nodes.other.resendAll(List.of("another"), Instant.EPOCH, 1, 3))
                .isZero();
        assertThat(nodes.other.resendAll(List.of(CLIENT), Instant.now().plusSeconds(3600), 1, 3))
                .isZero();
        assertThat(nodes.unsentRows()).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstMessageIsTheOldestThatIsStored(On on) {
        Nodes nodes = new Nodes(on);
        nodes.jdbc.sql("DELETE FROM journal WHERE id = 1").update();
        assertThat(nodes.sender.firstId()).isEqualTo(2);
        nodes.jdbc.sql("DELETE FROM journal").update();

        assertThat(nodes.sender.firstId()).isGreaterThan(nodes.sender.lastId());
    }

    /** The mark waits for the transaction of the inquiry. */
    @ParameterizedTest
    @EnumSource
    void aMarkThatWaitsForAnInquiryDoesNotUndoIt(On on) throws Exception {
        Nodes nodes = new Nodes(on);
        nodes.send();
        FutureTask<Boolean> mark = nodes.transaction.execute(status -> {
            nodes.other.resend(List.of(2L));
            return waiting(nodes, () -> {
                nodes.sender.markSent();
                return true;
            });
        });
        mark.get(20, TimeUnit.SECONDS);

        assertThat(nodes.unsentRows()).containsExactly(2L);
    }

    /** The inquiry waits for the transaction of the mark. */
    @ParameterizedTest
    @EnumSource
    void anInquiryThatWaitsForAMarkIsNotLost(On on) throws Exception {
        Nodes nodes = new Nodes(on);
        nodes.send();
        FutureTask<Integer> inquiry = nodes.transaction.execute(status -> {
            nodes.sender.markSent();
            return waiting(nodes, () -> nodes.other.resend(List.of(2L)));
        });
        assertThat(inquiry.get(20, TimeUnit.SECONDS)).isEqualTo(1);

        assertThat(nodes.unsentRows()).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource
    void anInquiryThatIsRolledBackChangesNothing(On on) {
        Nodes nodes = new Nodes(on);
        nodes.send();
        nodes.transaction.executeWithoutResult(status -> {
            nodes.sender.resend(List.of(2L));
            status.setRollbackOnly();
        });
        assertThat(nodes.dueIds()).isEmpty();
        nodes.sender.markSent();

        assertThat(nodes.unsentRows()).isEmpty();
    }

    /** Starts a change that waits for the present transaction. */
    private static <T> FutureTask<T> waiting(Nodes nodes, Callable<T> change) {
        FutureTask<T> task = new FutureTask<>(change);
        Thread thread = new Thread(task, "outbox");
        thread.start();
        await().until(() -> task.isDone() || nodes.isWaiting(thread));
        return task;
    }
}

package org.coincide.engine.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions on a real pool of three connections, of which one outermost transaction can have one. */
class ReservingTransactionsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The shortest that the pool accepts. */
    private static final Duration SHORT = Duration.ofMillis(250);

    private static final int SIZE = 3;

    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicBoolean unavailable = new AtomicBoolean();
    private final DelegatingDataSource database = new DelegatingDataSource(pool) {

        @Override
        public Connection getConnection() throws SQLException {
            if (unavailable.get()) {
                throw new SQLException("unavailable", "08001");
            }
            return super.getConnection();
        }
    };
    private final JdbcClient jdbc = JdbcClient.create(database);

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:hsqldb:mem:reserve;hsqldb.tx=mvcc");
        pool.setUsername("SA");
        pool.setMaximumPoolSize(SIZE);
        jdbc.sql("CREATE TABLE note (id INTEGER PRIMARY KEY, reading INTEGER)").update();
        jdbc.sql("INSERT INTO note VALUES (1, 0)").update();
    }

    @AfterEach
    void close() {
        unavailable.set(false);
        jdbc.sql("SHUTDOWN").update();
        pool.close();
    }

    @Test
    void aNestedTransactionBeginsWhileOthersWaitForItsThread() {
        ReservingTransactions transactions = new ReservingTransactions(database, 2, PATIENCE);
        List<CompletableFuture<Void>> others = new ArrayList<>();

        outermost(transactions).executeWithoutResult(outer -> {
            increment();
            IntStream.range(0, SIZE)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> outermost(transactions).executeWithoutResult(other -> increment()),
                            Threads.ONE_PER_TASK))
                    .forEach(others::add);
            await().atMost(PATIENCE).until(() -> transactions.waiting() == SIZE - 1 && active() == 2);
            nested(transactions).executeWithoutResult(inner -> jdbc.sql("INSERT INTO note VALUES (2, 0)")
                    .update());
        });

        others.forEach(CompletableFuture::join);
        assertThat(jdbc.sql("SELECT reading FROM note ORDER BY id")
                        .query(Integer.class)
                        .list())
                .containsExactly(1 + SIZE, 0);
        assertThat(active()).isZero();
    }

    @Test
    void anOutermostTransactionThatFindsNoPlaceFailsLikeThePool() {
        ReservingTransactions transactions = new ReservingTransactions(database, 1, SHORT);

        outermost(transactions).executeWithoutResult(outer -> assertThatThrownBy(
                        () -> elsewhere(() -> outermost(transactions).executeWithoutResult(other -> increment())))
                .rootCause()
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessage("1 transactions were open for 250 ms, and 0 others wait."
                        + " Raise spring.datasource.hikari.maximum-pool-size if the database is not busy."));
        assertThatOneCanBegin(transactions);
    }

    @Test
    void aStatementWithoutATransactionNeedsNoPlace() {
        ReservingTransactions transactions = new ReservingTransactions(database, 1, PATIENCE);

        outermost(transactions).executeWithoutResult(outer -> elsewhere(this::increment));

        assertThatOneCanBegin(transactions);
    }

    @Test
    void aNestedTransactionGivesThePlaceOfTheOuterOneToNobody() {
        ReservingTransactions transactions = new ReservingTransactions(database, 1, SHORT);

        outermost(transactions).executeWithoutResult(outer -> {
            nested(transactions).executeWithoutResult(inner -> increment());
            assertThatThrownBy(
                            () -> elsewhere(() -> outermost(transactions).executeWithoutResult(other -> increment())))
                    .hasCauseInstanceOf(CannotCreateTransactionException.class);
            nested(transactions).executeWithoutResult(inner -> increment());
        });

        assertThatOneCanBegin(transactions);
    }

    @Test
    void eachEndOfATransactionFreesItsPlaceOnce() {
        ReservingTransactions transactions = new ReservingTransactions(database, 1, SHORT);

        assertThatThrownBy(() -> outermost(transactions).executeWithoutResult(status -> {
                    throw new IllegalStateException("rolls back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outermost(transactions).executeWithoutResult(status -> failBeforeCommit()))
                .isInstanceOf(TransactionSystemException.class);
        unavailable.set(true);
        assertThatThrownBy(() -> outermost(transactions).executeWithoutResult(status -> increment()))
                .isInstanceOf(CannotCreateTransactionException.class);
        unavailable.set(false);

        assertThatOneCanBegin(transactions);
    }

    @Test
    void aNestedTransactionThatCannotBeginLeavesTheOuterOne() {
        ReservingTransactions transactions = new ReservingTransactions(database, 1, SHORT);

        outermost(transactions).executeWithoutResult(outer -> {
            unavailable.set(true);
            assertThatThrownBy(() -> nested(transactions).executeWithoutResult(inner -> increment()))
                    .isInstanceOf(CannotCreateTransactionException.class);
            unavailable.set(false);
            increment();
        });

        assertThat(jdbc.sql("SELECT reading FROM note").query(Integer.class).single())
                .isEqualTo(1);
        assertThatOneCanBegin(transactions);
    }

    @Test
    void anInterruptedThreadStopsWaiting() {
        ReservingTransactions transactions = new ReservingTransactions(database, 1, PATIENCE);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                outermost(transactions).executeWithoutResult(status -> increment());
            } catch (CannotCreateTransactionException expected) {
                outcome.complete(
                        Thread.currentThread().isInterrupted()
                                ? expected
                                : new AssertionError("the interrupt was lost"));
            }
        });

        outermost(transactions).executeWithoutResult(outer -> {
            waiting.start();
            await().atMost(PATIENCE).until(() -> transactions.waiting() == 1);
            waiting.interrupt();
            assertThat(outcome.join()).rootCause().hasMessageContaining("interrupted");
        });

        assertThatOneCanBegin(transactions);
    }

    /** Exactly one transaction can be open: no place was lost, and none was freed twice. */
    private void assertThatOneCanBegin(ReservingTransactions transactions) {
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<Void> second = outermost(transactions).execute(status -> {
            CompletableFuture<Void> other = CompletableFuture.runAsync(
                    () -> outermost(transactions).executeWithoutResult(began -> begun.set(true)), Threads.ONE_PER_TASK);
            await().atMost(PATIENCE).until(() -> transactions.waiting() == 1 || other.isDone());
            assertThat(begun).as("another one began beside the first").isFalse();
            return other;
        });
        second.exceptionally(lateOnABusyMachine -> null).join();
    }

    private static void failBeforeCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void beforeCommit(boolean readOnly) {
                throw new TransactionSystemException("fails before the commit");
            }
        });
    }

    private void increment() {
        jdbc.sql("UPDATE note SET reading = reading + 1 WHERE id = 1").update();
    }

    private int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    private static TransactionTemplate outermost(ReservingTransactions transactions) {
        return new TransactionTemplate(transactions);
    }

    private static TransactionTemplate nested(ReservingTransactions transactions) {
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return nested;
    }

    /** Runs in another thread, hence in another transaction, which has ended at return. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work, Threads.ONE_PER_TASK).join();
    }
}

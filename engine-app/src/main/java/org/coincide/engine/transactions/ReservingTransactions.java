package org.coincide.engine.transactions;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/**
 * Limits the outermost transactions, so that connections of the pool are left for nested ones. A nested transaction ({@code REQUIRES_NEW})
 * needs a second connection while its thread holds the first, often with the lock of a row. If outermost transactions that wait for
 * this lock held all connections, both sides would wait for each other until the pool's time-out.
 *
 * <p>Statements outside of transactions are not limited: they hold a connection briefly, and the health check must not wait.
 */
@SuppressWarnings("serial")
class ReservingTransactions extends JdbcTransactionManager {

    private final Semaphore outermost;
    private final int most;
    private final Duration longestWait;
    /** Open transactions of the thread, one inside the other, each with a connection. */
    private final ThreadLocal<Integer> open = ThreadLocal.withInitial(() -> 0);

    /**
     * @param most number of outermost transactions that can be open at once
     * @param longestWait limit of the wait for another one to end; the wait for a connection has its own limit
     */
    ReservingTransactions(DataSource database, int most, Duration longestWait) {
        super(database);
        this.outermost = new Semaphore(most, true);
        this.most = most;
        this.longestWait = longestWait;
    }

    /** The number of outermost transactions that wait until another one ends. */
    int waiting() {
        return outermost.getQueueLength();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        int around = open.get();
        if (around == 0) {
            acquire();
        }
        try {
            super.doBegin(transaction, definition);
            open.set(around + 1);
        } catch (RuntimeException | Error failure) {
            ended(around);
            throw failure;
        }
    }

    /** Runs after each transaction that has begun, however it ends. */
    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            ended(open.get() - 1);
        }
    }

    private void ended(int around) {
        if (around > 0) {
            open.set(around);
        } else {
            open.remove();
            outermost.release();
        }
    }

    private void acquire() {
        try {
            if (!outermost.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw refused(
                        most + " transactions were open for " + longestWait.toMillis() + " ms, and " + waiting()
                                + " others wait. Raise spring.datasource.hikari.maximum-pool-size if the database is not busy.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw refused("The thread was interrupted while it waited for another transaction to end.");
        }
    }

    /** Fails like the pool, so that the caller sees an unavailable database. */
    private static CannotCreateTransactionException refused(String reason) {
        return new CannotCreateTransactionException(
                "No connection is free for a transaction", new SQLTransientConnectionException(reason));
    }
}

package org.coincide.engine.hsqldb;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.coincide.engine.storage.StorageState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Runs HSQLDB's checkpoints while no transaction is open. A checkpoint waits for the open transactions and blocks new ones.
 * By default HSQLDB starts a checkpoint by itself when its log reaches 50 MB, which can deadlock the server: a nested
 * transaction (a payment's idempotency key, which commits before its caller does) waits for the checkpoint, and the checkpoint
 * waits for the outer transaction. This listener makes only outer transactions wait; nested ones continue.
 */
@Component
class CheckpointListener implements TransactionExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointListener.class);

    private final DataSource database;
    private final CheckpointProperties properties;
    private final StorageState state;
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock(true);
    private final ThreadLocal<Deque<TransactionExecution>> threadTransactions =
            ThreadLocal.withInitial(ArrayDeque::new);

    CheckpointListener(DataSource database, CheckpointProperties properties, StorageState state) {
        this.database = database;
        this.properties = properties;
        this.state = state;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        running.readLock().lock();
        threadTransactions.get().push(transaction);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, Throwable failure) {
        if (failure != null) {
            release(transaction);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, Throwable failure) {
        release(transaction);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, Throwable failure) {
        release(transaction);
    }

    /** Releases the lock once: Spring can report the end of a transaction twice. */
    private void release(TransactionExecution transaction) {
        if (threadTransactions.get().remove(transaction)) {
            running.readLock().unlock();
        }
    }

    @Scheduled(fixedDelayString = "${coincide.hsqldb.checkpoint.interval:10s}")
    void checkpointIfLogIsLarge() throws SQLException, InterruptedException {
        if (state.refusal().isPresent() || !database.isWrapperFor(HikariDataSource.class)) {
            return;
        }
        String url = database.unwrap(HikariDataSource.class).getJdbcUrl();
        if (HsqldbDataSourcePostProcessor.isFile(url)
                && HsqldbDataSourcePostProcessor.log(url).length()
                        > properties.above().toBytes()) {
            checkpoint();
        }
    }

    /** The free space beside the database file, where its compacted copy is written. */
    private long freeSpace() {
        try {
            return HsqldbDataSourcePostProcessor.log(
                            database.unwrap(HikariDataSource.class).getJdbcUrl())
                    .getAbsoluteFile()
                    .getParentFile()
                    .getUsableSpace();
        } catch (SQLException noPool) {
            return 0;
        }
    }

    /** Runs a checkpoint; returns whether it ran. */
    boolean checkpoint() throws InterruptedException {
        if (!running.writeLock().tryLock(properties.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "A transaction has been open for more than {}. The HSQLDB checkpoint is postponed.",
                    properties.maxWait());
            return false;
        }
        try {
            JdbcClient jdbc = JdbcClient.create(database);
            DataFile before = DataFile.of(jdbc);
            boolean compact = before.isCompactedUnder(properties, freeSpace());
            jdbc.sql(compact ? "CHECKPOINT DEFRAG" : "CHECKPOINT").update();
            if (compact) {
                LOG.info(
                        "The database file was compacted from {} to {} bytes.",
                        before.size(),
                        DataFile.of(jdbc).size());
            }
            return true;
        } finally {
            running.writeLock().unlock();
        }
    }
}

package org.coincide.engine.hsqldb;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Makes HSQLDB's checkpoints, when no transaction runs. A checkpoint waits for the open transactions and lets none begin
 * meanwhile. HSQLDB makes it by itself when its log has 50 MB, in the midst of them: then a transaction within another (a payment's
 * key, which commits before its caller does) waits for the checkpoint, the checkpoint for the outer one, and the server
 * stands still for ever. Here it is the outer ones that wait; what they begin within them goes on.
 */
@Component
class CheckpointListener implements TransactionExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointListener.class);

    private final DataSource database;
    private final CheckpointProperties settings;
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock(true);
    private final ThreadLocal<Deque<TransactionExecution>> ofThisThread = ThreadLocal.withInitial(ArrayDeque::new);

    CheckpointListener(DataSource database, CheckpointProperties settings) {
        this.database = database;
        this.settings = settings;
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        running.readLock().lock();
        ofThisThread.get().push(transaction);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, Throwable failure) {
        if (failure != null) {
            ended(transaction);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, Throwable failure) {
        ended(transaction);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, Throwable failure) {
        ended(transaction);
    }

    /** Spring may tell the end of a transaction twice. */
    private void ended(TransactionExecution transaction) {
        if (ofThisThread.get().remove(transaction)) {
            running.readLock().unlock();
        }
    }

    @Scheduled(fixedDelayString = "${coincide.hsqldb.checkpoint.look:10s}")
    void whenTheLogIsLarge() throws SQLException, InterruptedException {
        if (!database.isWrapperFor(HikariDataSource.class)) {
            return;
        }
        String url = database.unwrap(HikariDataSource.class).getJdbcUrl();
        if (HsqldbDataSourcePostProcessor.isFile(url)
                && HsqldbDataSourcePostProcessor.log(url).length()
                        > settings.above().toBytes()) {
            make();
        }
    }

    /** Returns whether it was made. */
    boolean make() throws InterruptedException {
        if (!running.writeLock().tryLock(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "A transaction has run for more than {}: the database's checkpoint is put off.",
                    settings.patience());
            return false;
        }
        try {
            JdbcClient.create(database).sql("CHECKPOINT").update();
            return true;
        } finally {
            running.writeLock().unlock();
        }
    }
}

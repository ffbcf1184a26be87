package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.engine.storage.StorageState;
import org.hsqldb.lib.FileUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The end of a transaction waits until HSQLDB's log is on the disk, and lets others work meanwhile. */
class LogSyncTest {

    private static final Duration MOMENT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Disk disk = new Disk();
    private final HsqldbStore store = new HsqldbStore(new StorageState(), disk);
    private final HikariDataSource pool = new HikariDataSource();
    private JdbcClient jdbc;

    /** A disk whose syncs wait while it is held. */
    private static final class Disk implements DurableFileAccess.Sync {

        private final AtomicInteger begun = new AtomicInteger();
        private final Semaphore turn = new Semaphore(1);
        private volatile boolean broken;

        @Override
        public void sync(FileDescriptor file) throws IOException {
            begun.incrementAndGet();
            turn.acquireUninterruptibly();
            turn.release();
            if (broken) {
                throw new IOException("No space left on device");
            }
            file.sync();
        }

        void hold() {
            turn.acquireUninterruptibly();
            begun.set(0);
        }

        void awaitSync() {
            await().until(() -> begun.get() > 0);
        }
    }

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:hsqldb:file:" + folder.resolve("coincide") + ";hsqldb.tx=mvcc;hsqldb.write_delay=false");
        pool.setUsername("SA");
        pool.setDataSource(store.guard(pool));
        jdbc = JdbcClient.create(pool);
        jdbc.sql("CREATE CACHED TABLE kept (id INTEGER PRIMARY KEY)").update();
    }

    @AfterEach
    void close() {
        disk.turn.release(10);
        store.shutdown();
        pool.close();
        threads.shutdownNow();
    }

    @Test
    void aCommitWaitsForTheDisk() throws Exception {
        disk.hold();
        Future<?> commit = inTransaction("INSERT INTO kept VALUES (1)");
        disk.awaitSync();

        await().during(MOMENT).until(() -> !commit.isDone());
        disk.turn.release();
        commit.get(1, TimeUnit.MINUTES);
    }

    @Test
    void aStatementWithoutTransactionWaitsForTheDisk() throws Exception {
        disk.hold();
        Future<Integer> insert =
                threads.submit(() -> jdbc.sql("INSERT INTO kept VALUES (1)").update());
        disk.awaitSync();

        await().during(MOMENT).until(() -> !insert.isDone());
        disk.turn.release();
        assertThat(insert.get(1, TimeUnit.MINUTES)).isOne();
    }

    @Test
    void aTransactionThatReadsACommitWaitsUntilItIsOnTheDisk() throws Exception {
        disk.hold();
        Future<?> commit = inTransaction("INSERT INTO kept VALUES (1)");
        disk.awaitSync();
        Future<?> read = inTransaction("SELECT * FROM kept");

        await().during(MOMENT).until(() -> !read.isDone());
        disk.turn.release();
        read.get(1, TimeUnit.MINUTES);
        commit.get(1, TimeUnit.MINUTES);
    }

    @Test
    void othersWorkWhileACommitWaitsForTheDisk() throws Exception {
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            disk.hold();
            Future<?> commit = inTransaction("INSERT INTO kept VALUES (1)");
            disk.awaitSync();

            CompletableFuture<Integer> insert =
                    CompletableFuture.supplyAsync(() -> update(other, "INSERT INTO kept VALUES (2)"), threads);

            assertThat(insert.get(1, TimeUnit.MINUTES)).isOne();
            assertThat(commit).isNotDone();
            disk.turn.release();
            other.rollback();
        }
    }

    @Test
    void oneSyncServesAllCommitsThatCameBeforeIt() throws Exception {
        disk.hold();
        Future<?> first = inTransaction("INSERT INTO kept VALUES (0)");
        disk.awaitSync();
        List<Future<?>> more = IntStream.rangeClosed(1, 6)
                .<Future<?>>mapToObj(id -> inTransaction("INSERT INTO kept VALUES (" + id + ")"))
                .toList();
        await().until(() -> waitingCommits() == 1 + more.size());
        assertThat(more).noneMatch(Future::isDone);
        disk.turn.release();
        first.get(1, TimeUnit.MINUTES);
        for (Future<?> commit : more) {
            commit.get(1, TimeUnit.MINUTES);
        }

        assertThat(disk.begun).hasValue(2);
    }

    @Test
    void aCommitFailsIfItsSyncFails() throws Exception {
        disk.broken = true;
        Future<?> commit = inTransaction("INSERT INTO kept VALUES (1)");

        assertThatThrownBy(() -> commit.get(1, TimeUnit.MINUTES))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining("No space left on device");
        assertThat(store.failure()).isPresent();
        disk.broken = false;
    }

    /** A checkpoint closes the log. */
    @Test
    void aLogIsOnTheDiskWhenItIsClosed() throws Exception {
        DurableFileAccess access = new DurableFileAccess(FileUtil.getFileAccess(false), cause -> {}, disk);
        OutputStream log = access.openOutputStreamElementAppend(
                folder.resolve("closed.log").toString());
        disk.begun.set(0);
        log.write(1);
        access.getFileSync(log).sync();
        assertThat(disk.begun).as("within HSQLDB's lock").hasValue(0);

        log.close();

        assertThat(disk.begun).hasValue(1);
    }

    /** The number of threads that wait for the disk, or for the sync of another one. */
    private static long waitingCommits() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(call -> call.getClassName().startsWith(DurableFileAccess.class.getName())))
                .count();
    }

    private Future<?> inTransaction(String sql) {
        Callable<Void> transaction = () -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute(sql);
                connection.commit();
                return null;
            }
        };
        return threads.submit(transaction);
    }

    private static int update(Connection connection, String sql) {
        try {
            return connection.createStatement().executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

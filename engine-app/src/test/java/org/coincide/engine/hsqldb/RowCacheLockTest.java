package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.awaitility.Awaitility;
import org.coincide.engine.storage.StorageState;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** The lock of HSQLDB's row cache: alone, under load, and in a database. */
class RowCacheLockTest {

    private static final int THREADS = 6;
    private static final int TURNS = 40_000;
    private static final int ROWS = 400;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RowCacheLock lock = new RowCacheLock();
    private final Lock reading = lock.forReading();
    private final Lock writing = lock.forWriting();

    /** Two numbers that a write changes together. */
    private long first;

    private long second;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aReadNeverSeesHalfOfAWrite() throws Exception {
        List<Future<Long>> torn = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            torn.add(threads.submit(thread % 2 == 0 ? this::tornReads : this::writes));
        }
        for (Future<Long> result : torn) {
            assertThat(result.get(2, TimeUnit.MINUTES)).isZero();
        }
        assertThat(first).isEqualTo((long) THREADS / 2 * TURNS);
    }

    private long tornReads() {
        long torn = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            reading.lock();
            try {
                torn += first == second ? 0 : 1;
            } finally {
                reading.unlock();
            }
        }
        return torn;
    }

    private long writes() {
        for (int turn = 0; turn < TURNS; turn++) {
            writing.lock();
            try {
                first++;
                nestedWrite();
            } finally {
                writing.unlock();
            }
        }
        return 0;
    }

    private void nestedWrite() {
        writing.lock();
        try {
            second++;
        } finally {
            writing.unlock();
        }
    }

    @Test
    void aWriterMayRead() throws Exception {
        assertThat(threads.submit(() -> {
                            writing.lock();
                            reading.lock();
                            reading.unlock();
                            writing.unlock();
                            return true;
                        })
                        .get(1, TimeUnit.MINUTES))
                .isTrue();
    }

    @Test
    void readersReadTogether() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Callable<Boolean> reader = () -> {
            reading.lock();
            try {
                both.countDown();
                return both.await(1, TimeUnit.MINUTES);
            } finally {
                reading.unlock();
            }
        };
        Future<Boolean> one = threads.submit(reader);
        Future<Boolean> other = threads.submit(reader);

        assertThat(one.get()).isTrue();
        assertThat(other.get()).isTrue();
    }

    @Test
    void aWriteWaitsForTheReadsAndReadsWaitForTheWrite() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        reading.lock();
        Future<?> write = threads.submit(() -> {
            begun.countDown();
            writing.lock();
            try {
                written.countDown();
                return end.await(1, TimeUnit.MINUTES);
            } finally {
                writing.unlock();
            }
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> written.getCount() > 0);
        reading.unlock();
        assertThat(written.await(1, TimeUnit.MINUTES)).isTrue();
        Future<?> read = threads.submit(this::tornReads);

        Awaitility.await().during(Duration.ofMillis(200)).until(() -> !read.isDone());
        end.countDown();
        assertThat(write.get(1, TimeUnit.MINUTES)).isEqualTo(true);
        assertThat(read.get(1, TimeUnit.MINUTES)).isEqualTo(0L);
    }

    @Test
    void anOpenedDatabaseHasThisLockAndKeepsItsRowsUnderLoad(@TempDir Path folder) throws Exception {
        HsqldbStore store = new HsqldbStore(new StorageState());
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(
                    "jdbc:hsqldb:file:" + folder.resolve("coincide") + ";hsqldb.tx=mvcc;hsqldb.write_delay=false");
            pool.setUsername("SA");
            pool.setDataSource(store.guard(pool));
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("CREATE CACHED TABLE kept (id INTEGER PRIMARY KEY, thread INTEGER, turn INTEGER)")
                    .update();
            jdbc.sql("CREATE INDEX kept_by_thread ON kept (thread)").update();

            List<Future<Long>> turns = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int own = thread;
                turns.add(threads.submit(() -> rowsOf(own, jdbc)));
            }
            for (Future<Long> rows : turns) {
                assertThat(rows.get(2, TimeUnit.MINUTES)).isEqualTo(ROWS / 2);
            }
            jdbc.sql("CHECKPOINT DEFRAG").update();

            assertThat(jdbc.sql("SELECT COUNT(*) FROM kept WHERE thread >= 0")
                            .query(Long.class)
                            .single())
                    .isEqualTo((long) THREADS * ROWS / 2);
            try (Connection connection = pool.getConnection()) {
                Session session =
                        (Session) connection.unwrap(JDBCConnection.class).getSession();
                Object cache = session.getDatabase().logger.getCache();
                assertThat(ReflectionTestUtils.getField(cache, "readLock").getClass())
                        .hasPackage(RowCacheLock.class.getPackageName());
                assertThat(ReflectionTestUtils.getField(cache, "writeLock").getClass())
                        .hasPackage(RowCacheLock.class.getPackageName());
            }
        } finally {
            store.shutdown();
        }
    }

    /** Inserts rows, changes each and deletes every second one; returns how many the thread's index finds. */
    private static long rowsOf(int thread, JdbcClient jdbc) {
        for (int row = 0; row < ROWS; row++) {
            int id = row * THREADS + thread;
            jdbc.sql("INSERT INTO kept VALUES (?, -1, 0)").params(id).update();
            jdbc.sql("UPDATE kept SET thread = ?, turn = turn + 1 WHERE id = ?")
                    .params(thread, id)
                    .update();
            if (row % 2 == 0) {
                jdbc.sql("DELETE FROM kept WHERE id = ?").params(id).update();
            }
        }
        return jdbc.sql("SELECT COUNT(*) FROM kept WHERE thread = ?")
                .params(thread)
                .query(Long.class)
                .single();
    }
}

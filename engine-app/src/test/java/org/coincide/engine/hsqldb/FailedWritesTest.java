package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.coincide.engine.outages.DatabaseOutage;
import org.coincide.engine.storage.StorageState;
import org.hsqldb.lib.FileUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes of HSQLDB that fail: on a device without space, and as HSQLDB's errors. */
class FailedWritesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Executor THREAD_PER_TASK = task -> new Thread(task, "session").start();

    @TempDir
    Path folder;

    private final HsqldbStore store = new HsqldbStore(new StorageState());
    private final HikariDataSource pool = new HikariDataSource();
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:hsqldb:file:" + folder.resolve("coincide") + ";hsqldb.tx=mvcc;hsqldb.write_delay=false");
        pool.setUsername("SA");
        pool.setMaximumPoolSize(2);
        pool.setDataSource(store.guard(pool));
        jdbc = JdbcClient.create(pool);
        jdbc.sql("CREATE CACHED TABLE kept (id INTEGER PRIMARY KEY)").update();
        jdbc.sql("INSERT INTO kept VALUES (1)").update();
    }

    @AfterEach
    void close() {
        store.shutdown();
        pool.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLogEndsAtItsFirstFailedWrite() throws IOException {
        List<String> failures = new ArrayList<>();
        Path log = Files.createSymbolicLink(folder.resolve("full.log"), Path.of("/dev/full"));
        var access = new DurableFileAccess(FileUtil.getFileAccess(false), failures::add, FileDescriptor::sync);
        try (OutputStream stream = access.openOutputStreamElementAppend(log.toString())) {
            stream.write("INSERT".getBytes(StandardCharsets.UTF_8));
            stream.write("COMMIT".getBytes(StandardCharsets.UTF_8));
            access.getFileSync(stream).sync();
        }
        assertThat(failures).containsExactly("the transaction log cannot be written: No space left on device");
    }

    @Test
    void aLogThatACheckpointLeftIsAFailure() throws IOException {
        List<String> failures = new ArrayList<>();
        Path log = Files.writeString(folder.resolve("left.log"), "INSERT");
        new DurableFileAccess(FileUtil.getFileAccess(false), failures::add, FileDescriptor::sync)
                .openOutputStreamElementAppend(log.toString())
                .close();
        assertThat(failures).singleElement().asString().startsWith("a checkpoint failed");
    }

    @Test
    void afterAFailureNothingIsReadOrStoredUntilTheRecovery() throws Exception {
        try (Connection open = pool.getConnection()) {
            open.setAutoCommit(false);
            open.createStatement().execute("INSERT INTO kept VALUES (2)");
            store.inspect(new SQLException("Data File input/output error", "S1000", -466));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(open::commit)
                    .withMessageContaining("The database cannot be written");
        }
        assertThatThrownBy(this::count).isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(() -> jdbc.sql("INSERT INTO kept VALUES (3)").update())
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(store.failure()).hasValue("Data File input/output error");

        store.recover();

        assertThat(store.failure()).isEmpty();
        jdbc.sql("INSERT INTO kept VALUES (4)").update();
        assertThat(jdbc.sql("SELECT MIN(id), MAX(id) FROM kept").query().singleRow())
                .containsValues(1, 4);
    }

    @Test
    void anErrorOfItsFilesIsAnOutage() {
        SQLException fault = new SQLException("no such column", "42501", -5501);

        assertThat((Throwable) store.inspect(fault)).isSameAs(fault);
        assertThat((Throwable) store.inspect(new SQLException("Data File input/output error", "S1000", -466)))
                .matches(DatabaseOutage::isCauseOf);
    }

    @Test
    void theRecoveryDoesNotWaitForAnOpenTransaction() throws Exception {
        try (Connection open = pool.getConnection()) {
            open.setAutoCommit(false);
            open.createStatement().execute("INSERT INTO kept VALUES (2)");
            store.inspect(new SQLException("Data File input/output error", "S1000", -466));

            store.recover();

            assertThat(count()).isEqualTo(1);
            assertThatExceptionOfType(SQLException.class).isThrownBy(open::commit);
        }
    }

    /** A transaction that failed to roll back keeps its locks. HSQLDB closes its sessions one by one, and waits for each that waits for a lock. */
    @Test
    void theRecoveryDoesNotWaitForALockThatNobodyReleases() throws Exception {
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            Connection waiting = session(one) < session(other) ? one : other;
            Connection locking = waiting == one ? other : one;
            locking.setAutoCommit(false);
            locking.createStatement().execute("UPDATE kept SET id = 2");
            var waits = CompletableFuture.supplyAsync(() -> update(waiting), THREAD_PER_TASK);
            await().until(() -> isWaiting(locking));
            store.inspect(new SQLException("Data File input/output error", "S1000", -466));

            CompletableFuture.runAsync(this::recover, THREAD_PER_TASK).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat((Throwable) waits.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThat(count()).isEqualTo(1);
    }

    private void recover() {
        try {
            store.recover();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (ResultSet session = connection.createStatement().executeQuery("CALL SESSION_ID()")) {
            session.next();
            return session.getInt(1);
        }
    }

    private static SQLException update(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE kept SET id = 3");
            return null;
        } catch (SQLException failure) {
            return failure;
        }
    }

    private static boolean isWaiting(Connection locking) throws SQLException {
        try (ResultSet sessions = locking.createStatement()
                .executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SYSTEM_SESSIONS WHERE LATCH_COUNT > 0")) {
            return sessions.next() && sessions.getInt(1) > 0;
        }
    }

    private int count() {
        return jdbc.sql("SELECT COUNT(*) FROM kept").query(Integer.class).single();
    }
}

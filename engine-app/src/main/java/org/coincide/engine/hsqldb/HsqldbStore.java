package org.coincide.engine.hsqldb;

import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.coincide.engine.storage.DurableStore;
import org.coincide.engine.storage.StorageState;
import org.hsqldb.Database;
import org.hsqldb.Session;
import org.hsqldb.error.ErrorCode;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/**
 * The HSQLDB file as a store that can fail. After a failed write the database in memory is ahead of its files, so nothing is read or
 * stored any more; the recovery drops what is in memory and opens the files again, as after a crash: each commit that succeeded is
 * there.
 */
@Component
class HsqldbStore implements DurableStore {

    /** SQL state "disk full" of PostgreSQL. Spring translates it to a DataAccessResourceFailureException. */
    private static final String DISK_FULL = "53100";

    private static final String CLOSED = "08003";

    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE");

    /** Errors of HSQLDB's data file, after which its cache may differ from the file. */
    private static final Set<Integer> FILE_ERRORS =
            Set.of(-ErrorCode.FILE_IO_ERROR, -ErrorCode.DATA_FILE_ERROR, -ErrorCode.BACKUP_ERROR);

    private static final Logger LOG = LoggerFactory.getLogger(HsqldbStore.class);

    private final StorageState state;
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final AtomicInteger opening = new AtomicInteger();
    private final StuckStatements stuck = new StuckStatements();
    private final DurableFileAccess.Sync disk;
    private volatile HikariDataSource pool;
    private volatile DurableFileAccess files;
    private volatile boolean shutDown;

    @Autowired
    HsqldbStore(StorageState state) {
        this(state, FileDescriptor::sync);
    }

    HsqldbStore(StorageState state, DurableFileAccess.Sync disk) {
        this.state = state;
        this.disk = disk;
    }

    /** Guards the connections of a pool. */
    GuardedDataSource guard(HikariDataSource guarded) {
        pool = guarded;
        return new GuardedDataSource(driver(guarded), this);
    }

    private static SimpleDriverDataSource driver(HikariDataSource pool) {
        return new SimpleDriverDataSource(
                JDBCDriver.driverInstance, pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    /**
     * Makes an opened database report failed writes. The checkpoint opens the log anew, with our access to files.
     *
     * @return number of the opening to which the connection belongs
     */
    synchronized int attach(Connection connection) throws SQLException {
        requireDurable();
        Database database = database(connection);
        if (!(database.logger.fileAccess instanceof DurableFileAccess)) {
            files = new DurableFileAccess(
                    database.logger.fileAccess, cause -> failure.compareAndSet(null, cause), disk);
            database.logger.fileAccess = files;
            RowCacheLock.replaceIn(database.logger.getCache());
            UnfairStores.replaceIn(database);
            execute(connection, "CHECKPOINT");
        }
        requireDurable();
        return opening.get();
    }

    private static Database database(Connection connection) throws SQLException {
        return ((Session) connection.unwrap(JDBCConnection.class).getSession()).getDatabase();
    }

    /** Refuses a statement that writes while nothing may be stored, and any statement after a failure. */
    void requireWritable(int opened, String sql) throws SQLException {
        requireDurable(opened);
        Optional<String> refusal = state.refusalOfWrites();
        if (refusal.isPresent() && isWrite(sql)) {
            throw new SQLException(refusal.get(), DISK_FULL);
        }
    }

    /** Refuses a new connection, which would open the files: after a failure they are opened by the recovery alone. */
    void requireOpen() throws SQLException {
        if (shutDown) {
            throw new SQLException("The database is shut down.", CLOSED);
        }
        requireDurable();
    }

    /**
     * Fails if the database in memory is ahead of its files, or was opened again since: HSQLDB reports success for the commit of a
     * transaction that ended with the earlier opening.
     */
    void requireDurable(int opened) throws SQLException {
        requireDurable();
        if (opened != opening.get()) {
            throw new SQLException("The database was closed during the transaction.", CLOSED);
        }
    }

    /** Waits until all commits so far are on the disk, or have failed. */
    void awaitSynced() {
        files.awaitSynced();
    }

    /** Fails if the database in memory is ahead of its files. */
    void requireDurable() throws SQLException {
        String cause = failure.get();
        if (cause != null) {
            throw new SQLException("The database cannot be written: " + cause, DISK_FULL);
        }
    }

    /** Returns the exception to throw: HSQLDB gives an error of its files the state of any other error, and it would not count as an outage. */
    SQLException inspect(SQLException error) {
        if (!FILE_ERRORS.contains(error.getErrorCode())) {
            return error;
        }
        failure.compareAndSet(null, error.getMessage());
        return new SQLException("The database cannot be written: " + error.getMessage(), DISK_FULL, error);
    }

    private static boolean isWrite(String sql) {
        return sql != null
                && Stream.of(sql.stripLeading().split("\\s", 2))
                        .limit(1)
                        .map(word -> word.toUpperCase(Locale.ROOT))
                        .anyMatch(WRITES::contains);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Ends statements that would wait for ever. */
    @Override
    public synchronized void check() throws SQLException {
        if (pool != null && !shutDown && failure().isEmpty()) {
            try (Connection connection = driver(pool).getConnection()) {
                stuck.end(connection);
            }
        }
    }

    @Override
    public synchronized void recover() throws SQLException {
        String cause = failure.get();
        opening.incrementAndGet();
        try (Connection opened = driver(pool).getConnection()) {
            if (database(opened).logger.fileAccess instanceof DurableFileAccess) {
                dropMemory(opened);
            }
        }
        pool.getHikariPoolMXBean().softEvictConnections();
        failure.set(null);
        try (Connection reopened = driver(pool).getConnection()) {
            attach(reopened);
        } catch (SQLException stillFailing) {
            failure.compareAndSet(null, cause);
            throw stillFailing;
        }
    }

    /** Shuts the database down. After a failure, memory is dropped: it may contain commits that were reported as failed. */
    synchronized void shutdown() {
        shutDown = true;
        opening.incrementAndGet();
        try (Connection connection = driver(pool).getConnection()) {
            if (failure().isPresent()) {
                dropMemory(connection);
            } else {
                execute(connection, "SHUTDOWN");
            }
        } catch (SQLException left) {
            LOG.warn(
                    "The database was not shut down cleanly. The next start replays its log. Cause: {}",
                    left.toString());
        }
    }

    /**
     * Shuts the database down without a write. HSQLDB closes its sessions one after the other, and each that waits for a lock would be waited
     * for. The lock may never be released: a transaction whose rollback failed keeps its locks. So all locks are released before.
     */
    private static void dropMemory(Connection connection) throws SQLException {
        List<Long> others = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet sessions = statement.executeQuery(
                        "SELECT session_id FROM information_schema.system_sessions WHERE session_id <> SESSION_ID()")) {
            while (sessions.next()) {
                others.add(sessions.getLong(1));
            }
        }
        for (long session : others) {
            execute(connection, "ALTER SESSION " + session + " RELEASE");
        }
        execute(connection, "SHUTDOWN IMMEDIATELY");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.coincide.engine.storage.StorageState;
import org.hsqldb.Database;
import org.hsqldb.Session;
import org.hsqldb.Table;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.persist.RowStoreAVL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** The locks of the stores of tables: of a new table, of one that was there at the opening, and of one that was changed. */
class UnfairStoresTest {

    private static final String ROWS = "SELECT COUNT(*) FROM kept";

    @TempDir
    Path folder;

    private HsqldbStore store;
    private HikariDataSource pool;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        store = new HsqldbStore(new StorageState());
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:hsqldb:file:" + folder.resolve("coincide") + ";hsqldb.tx=mvcc;hsqldb.write_delay=false");
        pool.setUsername("SA");
        pool.setDataSource(store.guard(pool));
        jdbc = JdbcClient.create(pool);
    }

    private void close() {
        pool.close();
        store.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CACHED", "MEMORY"})
    void aNewTableHasUnfairLocks(String type) throws Exception {
        create(type);

        assertThat(isFair()).isFalse();
        close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CACHED", "MEMORY"})
    void aTableOfAnOpenedDatabaseHasUnfairLocks(String type) throws Exception {
        create(type);
        close();
        open();

        assertThat(count()).isOne();
        assertThat(isFair()).isFalse();
        close();
    }

    @Test
    void aChangedTableKeepsItsRowsAndHasUnfairLocks() throws Exception {
        create("CACHED");
        close();
        open();
        jdbc.sql("ALTER TABLE kept ADD COLUMN more VARCHAR(10) DEFAULT 'x'").update();
        jdbc.sql("CREATE INDEX kept_more ON kept (more)").update();
        jdbc.sql("CHECKPOINT DEFRAG").update();

        assertThat(count()).isOne();
        assertThat(isFair()).isFalse();
        jdbc.sql("DROP TABLE kept").update();
        create("CACHED");
        assertThat(count()).isOne();
        close();
        open();
        assertThat(count()).isOne();
        close();
    }

    private void create(String type) {
        jdbc.sql("CREATE " + type + " TABLE kept (id INTEGER PRIMARY KEY)").update();
        jdbc.sql("INSERT INTO kept VALUES (1)").update();
    }

    private int count() {
        return jdbc.sql(ROWS).query(Integer.class).single();
    }

    private boolean isFair() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Database database =
                    ((Session) connection.unwrap(JDBCConnection.class).getSession()).getDatabase();
            Table table = database.schemaManager.getUserTable("KEPT", "PUBLIC");
            RowStoreAVL rows = (RowStoreAVL) table.store;
            return isFair(rows) || rows.rowActionMap != null && isFair(rows.rowActionMap);
        }
    }

    private static boolean isFair(Object owner) {
        ReentrantReadWriteLock lock = (ReentrantReadWriteLock) ReflectionTestUtils.getField(owner, "lock");
        assertThat(ReflectionTestUtils.getField(owner, "readLock")).isSameAs(lock.readLock());
        assertThat(ReflectionTestUtils.getField(owner, "writeLock")).isSameAs(lock.writeLock());
        return lock.isFair();
    }
}

package org.coincide.client.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.coincide.client.storage.HsqldbStore;
import org.coincide.client.storage.StorageProperties;
import org.coincide.client.storage.StorageState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Settings that HSQLDB stores in its own files and that win over the options of the URL. */
class HsqldbDataSourcePostProcessorTest {

    private static final String OPTIONS = ";hsqldb.tx=mvcc;hsqldb.write_delay=false";

    private static final StorageProperties PROPERTIES =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", StorageProperties.class);

    private final HsqldbDataSourcePostProcessor postProcessor = new HsqldbDataSourcePostProcessor(
            new StaticListableBeanFactory(Map.of("store", new HsqldbStore(new StorageState(), PROPERTIES)))
                    .getBeanProvider(HsqldbStore.class));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET FILES WRITE DELAY TRUE",
                "SET FILES WRITE DELAY 500 MILLIS",
                "SET DATABASE TRANSACTION CONTROL LOCKS",
                "SET DATABASE TRANSACTION CONTROL MVLOCKS"
            })
    void anExistingFileIsSetToDurableSettings(String statement) throws SQLException {
        existingDatabase(statement);

        try (var pool = opened(file() + OPTIONS)) {
            assertDurable(pool);
        }
        try (var reopened = pool(file())) {
            assertDurable(reopened);
        }
    }

    /** Rows that are changed again and again, as those of orders and trades. */
    @Test
    void logAndFileStayBounded() throws IOException {
        try (var pool = opened(file() + OPTIONS)) {
            var jdbc = JdbcClient.create(pool);
            jdbc.sql("CREATE CACHED TABLE kept (id INTEGER PRIMARY KEY, body VARCHAR(100000))")
                    .update();
            long longest = 0;
            for (int change = 0; change < 800; change++) {
                jdbc.sql(
                                "MERGE INTO kept USING (VALUES (?, CAST(? AS VARCHAR(100000)))) AS new (id, body) ON kept.id = new.id"
                                        + " WHEN MATCHED THEN UPDATE SET body = new.body WHEN NOT MATCHED THEN INSERT VALUES new.id, new.body")
                        .params(change % 20, "x".repeat(25_000 + change))
                        .update();
                longest = Math.max(longest, Files.size(folder.resolve("ledger.log")));
            }

            assertThat(longest).isLessThan(DataSize.ofMegabytes(10).toBytes());
            assertThat(Files.size(folder.resolve("ledger.data")))
                    .isLessThan(DataSize.ofMegabytes(16).toBytes());
        }
    }

    @Test
    void aFileOfAnotherProgramWithDefaultsIsSetToDurableSettings() throws SQLException {
        existingDatabase("CREATE TABLE other (id INTEGER)");

        try (var pool = opened(file() + OPTIONS)) {
            assertDurable(pool);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";hsqldb.tx=mvcc",
                ";hsqldb.write_delay=false",
                ";hsqldb.tx=mvcc;hsqldb.write_delay=falsely",
                ";hsqldb.tx=mvlocks;hsqldb.write_delay=false"
            })
    void aUrlWithoutTheOptionsIsRefused(String options) {
        for (var url : new String[] {file(), file().replace("file:", "")}) {
            assertThatExceptionOfType(NonDurableLedgerException.class).isThrownBy(() -> opened(url + options));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:hsqldb:mem:any", "jdbc:hsqldb:hsql://localhost/any", "jdbc:postgresql://localhost/any"})
    void databasesWithoutAnHsqldbFileAreNotChecked(String url) {
        try (var pool = opened(url)) {
            assertThat(pool.isRunning()).isFalse();
        }
    }

    private void existingDatabase(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(file(), "sa", "");
                var sql = connection.createStatement()) {
            sql.execute(statement);
            sql.execute("SHUTDOWN");
        }
    }

    private HikariDataSource opened(String url) {
        var pool = pool(url);
        postProcessor.postProcessBeforeInitialization(pool, "dataSource");
        postProcessor.postProcessAfterInitialization(pool, "dataSource");
        return pool;
    }

    private static HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("sa");
        pool.setPassword("");
        return pool;
    }

    private String file() {
        return "jdbc:hsqldb:file:" + folder.resolve("ledger");
    }

    private static void assertDurable(HikariDataSource pool) {
        assertThat(property(pool, "hsqldb.tx")).isEqualToIgnoringCase("mvcc");
        assertThat(property(pool, "hsqldb.write_delay")).isEqualTo("false");
        JdbcClient.create(pool).sql("SHUTDOWN").update();
    }

    private static String property(HikariDataSource pool, String name) {
        return JdbcClient.create(pool)
                .sql("SELECT PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES WHERE PROPERTY_NAME = ?")
                .param(name)
                .query(String.class)
                .single();
    }
}

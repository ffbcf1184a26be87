package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.unit.DataSize;

/** The decision to compact the database file, and what HSQLDB reports about the file. */
class CompactionTest {

    private static final CheckpointProperties SETTINGS = properties(50);
    private static final long ENOUGH_SPACE = 1 << 30;

    @TempDir
    Path folder;

    private SimpleDriverDataSource database;

    @AfterEach
    void end() {
        if (database != null) {
            JdbcClient.create(database).sql("SHUTDOWN IMMEDIATELY").update();
        }
    }

    @Test
    void aFileIsCompactedIfMoreThanHalfIsUnused() {
        assertThat(new DataFile(2_000_000, 1_000_001).isCompactedUnder(SETTINGS, ENOUGH_SPACE))
                .isTrue();
        assertThat(new DataFile(2_000_000, 1_000_000).isCompactedUnder(SETTINGS, ENOUGH_SPACE))
                .isFalse();
    }

    @Test
    void aSmallFileIsNotCompacted() {
        assertThat(new DataFile(1_000_000, 999_999).isCompactedUnder(SETTINGS, ENOUGH_SPACE))
                .isFalse();
    }

    @Test
    void aFileIsNotCompactedWithoutSpaceForTheCopy() {
        assertThat(new DataFile(2_000_000, 1_500_000).isCompactedUnder(SETTINGS, 1_000_000))
                .isFalse();
    }

    @Test
    void oneHundredPercentDisablesCompaction() {
        assertThat(new DataFile(2_000_000, 2_000_000).isCompactedUnder(properties(100), ENOUGH_SPACE))
                .isFalse();
    }

    @Test
    void compactionReturnsTheSpaceOfDeletedRows() {
        database = new SimpleDriverDataSource(
                JDBCDriver.driverInstance, "jdbc:hsqldb:file:" + folder.resolve("coincide"), "SA", "");
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("CREATE CACHED TABLE filled (id INTEGER PRIMARY KEY, text VARCHAR(5000))")
                .update();
        for (int id = 0; id < 2_000; id++) {
            jdbc.sql("INSERT INTO filled VALUES (?, ?)")
                    .params(id, "x".repeat(100 + id))
                    .update();
        }
        jdbc.sql("DELETE FROM filled WHERE MOD(id, 4) > 0").update();
        jdbc.sql("CHECKPOINT").update();
        DataFile before = DataFile.of(jdbc);
        assertThat(before.isCompactedUnder(SETTINGS, ENOUGH_SPACE)).isTrue();

        jdbc.sql("CHECKPOINT DEFRAG").update();

        assertThat(DataFile.of(jdbc).size()).isLessThan(before.size() / 2);
        assertThat(DataFile.of(jdbc).isCompactedUnder(SETTINGS, ENOUGH_SPACE)).isFalse();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM filled").query(Integer.class).single())
                .isEqualTo(500);
    }

    private static CheckpointProperties properties(int compactAbove) {
        return new CheckpointProperties(
                DataSize.ofMegabytes(8),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                compactAbove,
                DataSize.ofBytes(1_500_000));
    }
}

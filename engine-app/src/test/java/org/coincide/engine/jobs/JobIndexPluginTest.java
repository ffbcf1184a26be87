package org.coincide.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JobIndexPluginTest {

    static Stream<Database> databases() {
        return Stream.of(new Database("jdbc:hsqldb:mem:" + UUID.randomUUID(), "SA", ""), Databases.postgresql());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theFirstStartCreatesTheIndexes(Database database) throws SQLException {
        DriverManagerDataSource source = withJobs(database);

        new JobIndexPlugin(source).addIndexes();

        try (Connection connection = source.getConnection()) {
            assertThat(JobIndexPlugin.indexes(connection)).contains("COINCIDE_JOB_DUE", "COINCIDE_JOB_LOCK");
        }
    }

    /** CREATE INDEX IF NOT EXISTS waits for all transactions that write jobs, also if the index exists. */
    @ParameterizedTest
    @MethodSource("databases")
    void aLaterStartWaitsForNoTransaction(Database database) throws SQLException {
        DriverManagerDataSource source = withJobs(database);
        new JobIndexPlugin(source).addIndexes();
        try (Connection other = source.getConnection();
                Statement job = other.createStatement()) {
            other.setAutoCommit(false);
            job.executeUpdate("INSERT INTO ACT_RU_JOB (ID_) VALUES ('1')");
            if (database.url().contains("postgresql")) {
                source.setUrl(database.url() + "&options=-c%20lock_timeout=5s");
            }

            assertThatCode(new JobIndexPlugin(source)::addIndexes).doesNotThrowAnyException();
            other.rollback();
        }
    }

    private static DriverManagerDataSource withJobs(Database database) throws SQLException {
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.username(), database.password());
        try (Connection connection = source.getConnection();
                Statement table = connection.createStatement()) {
            table.execute("CREATE TABLE ACT_RU_JOB (ID_ VARCHAR(64), DUEDATE_ TIMESTAMP, LOCK_EXP_TIME_ TIMESTAMP)");
        }
        return source;
    }
}

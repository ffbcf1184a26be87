package org.coincide.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RetentionNightsTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 29);

    static Stream<Database> databases() {
        return Stream.of(
                new Database("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""),
                Databases.postgresql());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oneOfTwoNodesRemovesOldRowsInANight(Database database) {
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.username(), database.password()));
        jdbc.sql("CREATE TABLE retention_night (night DATE NOT NULL)").update();
        jdbc.sql("INSERT INTO retention_night (night) VALUES (DATE '2000-01-01')")
                .update();
        RetentionNights first = new RetentionNights(jdbc);
        RetentionNights second = new RetentionNights(jdbc);

        assertThat(first.claim(NIGHT)).isTrue();
        assertThat(second.claim(NIGHT)).isFalse();
        assertThat(second.claim(NIGHT.plusDays(1))).isTrue();
        assertThat(first.claim(NIGHT)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNightOfAClockThatWasAheadIsForgotten(Database database) {
        RetentionNights nights = nights(database);

        assertThat(nights.claim(NIGHT.plusDays(30))).isTrue();
        assertThat(nights.claim(NIGHT)).isTrue();
        assertThat(nights.claim(NIGHT)).isFalse();
    }

    private static RetentionNights nights(Database database) {
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.username(), database.password()));
        jdbc.sql("CREATE TABLE retention_night (night DATE NOT NULL)").update();
        jdbc.sql("INSERT INTO retention_night (night) VALUES (DATE '2000-01-01')")
                .update();
        return new RetentionNights(jdbc);
    }
}

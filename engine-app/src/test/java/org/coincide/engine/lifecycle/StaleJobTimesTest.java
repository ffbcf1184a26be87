package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.coincide.engine.polling.EagerPolls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A start after the clock was set back by an hour. */
class StaleJobTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant IN_AN_HOUR = NOW.plus(Duration.ofHours(1));
    private static final long LOCK_TIME = 30_000;

    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""));
    private final StaleJobTimes times =
            new StaleJobTimes(jdbc, Clock.fixed(NOW, ZoneOffset.UTC), LOCK_TIME, EagerPolls.polls());

    @BeforeEach
    void createTable() {
        jdbc.sql(
                        """
                        CREATE TABLE ACT_RU_JOB (ID_ VARCHAR(64) PRIMARY KEY, REV_ INTEGER, TYPE_ VARCHAR(255),
                        LOCK_EXP_TIME_ TIMESTAMP, LOCK_OWNER_ VARCHAR(255), RETRIES_ INTEGER, EXCEPTION_STACK_ID_ VARCHAR(64),
                        DUEDATE_ TIMESTAMP)""")
                .update();
    }

    @Test
    void aRetryOfAnEarlierStartIsDueAtOnce() {
        job("retried", "message", "stack", null);
        job("retriedTimer", "timer", "stack", null);

        times.correct();

        assertThat(due("retried")).isEqualTo(NOW);
        assertThat(due("retriedTimer")).isEqualTo(NOW);
    }

    @Test
    void aTimerKeepsItsTime() {
        job("timer", "timer", null, null);

        times.correct();

        assertThat(due("timer")).isEqualTo(IN_AN_HOUR);
    }

    @Test
    void aRetryOfThisStartKeepsItsTime() {
        times.correct();
        job("retried", "message", "stack", null);

        times.correct();

        assertThat(due("retried")).isEqualTo(IN_AN_HOUR);
    }

    @Test
    void onlyALockLongerThanAnyLockIsReleased() {
        job("stale", "message", null, IN_AN_HOUR);
        job("locked", "message", null, NOW.plusMillis(LOCK_TIME));

        times.correct();

        assertThat(jdbc.sql("SELECT ID_ FROM ACT_RU_JOB WHERE LOCK_EXP_TIME_ IS NOT NULL")
                        .query(String.class)
                        .list())
                .containsExactly("locked");
    }

    private void job(String id, String type, String exception, Instant lockedUntil) {
        jdbc.sql("INSERT INTO ACT_RU_JOB VALUES (?, 1, ?, ?, ?, 3, ?, ?)")
                .params(
                        id,
                        type,
                        lockedUntil == null ? null : Timestamp.from(lockedUntil),
                        lockedUntil == null ? null : "killed",
                        exception,
                        Timestamp.from(IN_AN_HOUR))
                .update();
    }

    private Instant due(String id) {
        return jdbc.sql("SELECT DUEDATE_ FROM ACT_RU_JOB WHERE ID_ = ?")
                .param(id)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }
}

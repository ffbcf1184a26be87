package org.coincide.engine.outages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureLogTest {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-02T12:00:00Z"));
    private final FailureLog failures = new FailureLog(new OutageProperties(INTERVAL, 1, 1), clock);
    private final CapturedLog log = CapturedLog.of(FailureLog.class.getName());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anOutageIsReportedOnceInEachInterval() {
        failures.report("Any work", noConnection());
        failures.report("Other work", new CannotCreateTransactionException("no transaction"));
        clock.advance(INTERVAL.minusMillis(1));
        failures.report("Any work", noConnection());

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("Any work failed")
                .endsWith("refused");

        clock.advance(Duration.ofMillis(1));
        failures.report("Other work", noConnection());

        assertThat(log.messages())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Other work failed")
                .contains("since the last such line: 2.");
        assertThat(log.messagesWithStackTrace()).isEmpty();
    }

    @Test
    void noConnectionIsAnOutageWhateverItsCause() {
        failures.report("Any work", new CannotGetJdbcConnectionException("none", new SQLException("interrupted")));

        assertThat(log.messages()).hasSize(1);
        assertThat(log.messagesWithStackTrace()).isEmpty();
    }

    @Test
    void aClockThatWasSetBackSilencesNoOutage() {
        failures.report("Any work", noConnection());
        clock.advance(Duration.ofDays(-1));
        failures.report("Any work", noConnection());

        assertThat(log.messages()).hasSize(2);
    }

    @Test
    void anyOtherFailureIsReportedEachTimeWithItsStackTrace() {
        failures.report("Any work", new IllegalStateException("wrong"));
        failures.report("Any work", new IllegalStateException("wrong"));

        assertThat(log.messagesWithStackTrace()).hasSize(2);
    }

    private static DataAccessResourceFailureException noConnection() {
        return new DataAccessResourceFailureException("no connection", new SQLException("refused", "08001"));
    }
}

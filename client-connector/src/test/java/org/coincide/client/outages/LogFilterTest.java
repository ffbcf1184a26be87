package org.coincide.client.outages;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.coincide.client.support.CapturedLog;
import org.coincide.client.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Isolated("adds a filter to the log of the whole program")
class LogFilterTest {

    private static final String TRANSACTIONS = "org.springframework.transaction.interceptor.TransactionInterceptor";
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final SQLException LOST = new SQLException("An I/O error occurred", "08006");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-02T12:00:00Z"));
    private final LogFilter filter = new LogFilter(new FailureLog(new OutageProperties(INTERVAL), clock));
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final CapturedLog outages = CapturedLog.of("org.coincide.client.outages");

    @BeforeEach
    void add() {
        context.addTurboFilter(filter);
    }

    @AfterEach
    void remove() {
        context.getTurboFilterList().remove(filter);
        outages.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRANSACTIONS,
                "org.springframework.transaction.support.TransactionTemplate",
                "com.zaxxer.hikari.pool.ProxyConnection"
            })
    void anOutageIsOneLineInsteadOfStackTraces(String logger) {
        try (CapturedLog log = CapturedLog.of(logger)) {
            LoggerFactory.getLogger(logger).warn("Application exception overridden {}: ", "1", LOST);
            LoggerFactory.getLogger(logger).error("{} of {} and {} marked as broken", "1", "2", "3", LOST);
            LoggerFactory.getLogger(logger).error("Overridden", LOST);

            assertThat(log.messages()).isEmpty();
            assertThat(outages.messages()).singleElement().asString().endsWith("An I/O error occurred");
        }
    }

    @Test
    void aFaultKeepsItsStackTrace() {
        try (CapturedLog log = CapturedLog.of(TRANSACTIONS)) {
            LoggerFactory.getLogger(TRANSACTIONS).warn("Work {} failed", "1", new IllegalStateException("wrong"));
            LoggerFactory.getLogger(TRANSACTIONS).warn("Work {} failed", "1");

            assertThat(log.messages()).hasSize(2);
            assertThat(log.messagesWithStackTrace()).hasSize(1);
            assertThat(outages.messages()).isEmpty();
        }
    }

    @Test
    void otherLoggersKeepTheirStackTraces() {
        try (CapturedLog log = CapturedLog.of("org.coincide.client.inbox")) {
            LoggerFactory.getLogger("org.coincide.client.inbox").error("Failed", LOST);

            assertThat(log.messagesWithStackTrace()).hasSize(1);
        }
    }
}

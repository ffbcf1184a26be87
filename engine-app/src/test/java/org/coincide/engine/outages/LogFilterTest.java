package org.coincide.engine.outages;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Isolated("adds a filter to the log of the whole program")
class LogFilterTest {

    private static final String JOBS = "org.camunda.bpm.engine.jobexecutor";
    private static final String COMMANDS = "org.apache.activemq.broker.TransportConnection.Service";
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final SQLException LOST = new SQLException("An I/O error occurred", "08006");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-02T12:00:00Z"));
    private final OutageProperties properties = new OutageProperties(INTERVAL, 2);
    private final LogFilter filter = new LogFilter(new FailureLog(properties, clock), new LineLimit(properties, clock));
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final CapturedLog outages = CapturedLog.of("org.coincide.engine.outages");

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
                JOBS,
                "org.camunda.bpm.engine.bpmn.behavior",
                "org.springframework.transaction.interceptor.TransactionInterceptor",
                "org.springframework.jms.listener.DefaultMessageListenerContainer",
                "org.springframework.transaction.support.TransactionTemplate",
                "com.zaxxer.hikari.pool.ProxyConnection"
            })
    void anOutageIsOneLineInsteadOfStackTraces(String logger) {
        try (CapturedLog log = CapturedLog.of(logger)) {
            LoggerFactory.getLogger(logger).warn("Exception while executing job {}: ", "1", LOST);
            LoggerFactory.getLogger(logger).error("{} of {} and {} marked as broken", "1", "2", "3", LOST);
            LoggerFactory.getLogger(logger).error("Overridden", LOST);

            assertThat(log.messages()).isEmpty();
            assertThat(outages.messages()).singleElement().asString().endsWith("An I/O error occurred");
        }
    }

    @Test
    void aFaultKeepsItsStackTrace() {
        try (CapturedLog log = CapturedLog.of(JOBS)) {
            LoggerFactory.getLogger(JOBS).warn("Job {} failed", "1", new IllegalStateException("wrong"));
            LoggerFactory.getLogger(JOBS).warn("Job {} failed", "1");

            assertThat(log.messages()).hasSize(2);
            assertThat(log.messagesWithStackTrace()).hasSize(1);
            assertThat(outages.messages()).isEmpty();
        }
    }

    @Test
    void otherLoggersKeepTheirStackTraces() {
        try (CapturedLog log = CapturedLog.of("org.coincide.engine.intake")) {
            LoggerFactory.getLogger("org.coincide.engine.intake").error("Failed", LOST);

            assertThat(log.messagesWithStackTrace()).hasSize(1);
        }
    }

    @Test
    void refusedCommandsAreLoggedUpToALimit() {
        try (CapturedLog log = CapturedLog.of(COMMANDS)) {
            for (int command = 0; command < 1000; command++) {
                LoggerFactory.getLogger(COMMANDS).warn("Async error occurred: {}", "refused");
            }

            assertThat(log.messages()).hasSize(2);
            assertThat(outages.messages()).singleElement().asString().contains("more than 2 times");

            clock.advance(INTERVAL);
            LoggerFactory.getLogger(COMMANDS).warn("Async error occurred: {}", "refused");

            assertThat(log.messages()).hasSize(3);
            assertThat(outages.messages()).hasSize(2).last().asString().endsWith("left out: 998.");
        }
    }

    @Test
    void aClockThatWasSetBackSilencesNoCommand() {
        try (CapturedLog log = CapturedLog.of(COMMANDS)) {
            for (int command = 0; command < 3; command++) {
                LoggerFactory.getLogger(COMMANDS).warn("Async error occurred: {}", "refused");
            }
            clock.advance(Duration.ofDays(-1));
            LoggerFactory.getLogger(COMMANDS).warn("Async error occurred: {}", "refused");

            assertThat(log.messages()).hasSize(3);
        }
    }
}

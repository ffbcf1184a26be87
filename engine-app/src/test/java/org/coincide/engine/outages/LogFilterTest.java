package org.coincide.engine.outages;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.coincide.engine.logging.LogContext;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
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
    private final OutageProperties properties = new OutageProperties(INTERVAL, 2, 3);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                JOBS,
                "org.coincide.engine.payment.refunds.RefundTracker",
                "org.coincide.engine.payment.events.ProviderEventProcessor"
            })
    void anOutageOfAPartnerIsOneLineToo(String logger) {
        RuntimeException unavailable = new ProviderUnavailableException("ACME answered 503.");
        try (CapturedLog log = CapturedLog.of(logger)) {
            for (int job = 0; job < 100; job++) {
                LoggerFactory.getLogger(logger).warn("Exception while executing job {}: ", job, unavailable);
            }

            assertThat(log.messages()).isEmpty();
            assertThat(outages.messages()).singleElement().asString().endsWith("ACME answered 503.");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                COMMANDS,
                "org.apache.activemq.broker.TransportConnector",
                "coincide.security",
                "org.coincide.engine.hooks.WebhookResource",
                "org.coincide.engine.intake.QueueListener",
                "org.coincide.engine.statements.Recoveries",
                "org.coincide.engine.warnings.ClientWarnings"
            })
    void linesOfAPeerAreLimited(String logger) {
        try (CapturedLog log = CapturedLog.of(logger)) {
            LogContext.ofPeer("acme", () -> refuse(logger, 1000));

            assertThat(log.messages()).hasSize(2);
            assertThat(outages.messages())
                    .singleElement()
                    .asString()
                    .startsWith("More than 2 lines about")
                    .contains("are of acme");

            clock.advance(INTERVAL);
            LogContext.ofPeer("acme", () -> refuse(logger, 1));

            assertThat(log.messages()).hasSize(3);
            assertThat(outages.messages()).hasSize(2).last().asString().endsWith("left out: {acme=998}.");
        }
    }

    @Test
    void aNoisyPeerHidesNoOther() {
        try (CapturedLog log = CapturedLog.of(COMMANDS)) {
            LogContext.ofPeer("acme", () -> refuse(COMMANDS, 1000));
            LogContext.ofPeer("globex", () -> refuse(COMMANDS, 1));
            LogContext.ofPeer("10.0.0.1", () -> refuse(COMMANDS, 1));

            assertThat(log.messages()).hasSize(4);
        }
    }

    @Test
    void oneKindOfLineHidesNoOther() {
        try (CapturedLog log = CapturedLog.of("coincide.security")) {
            LogContext.ofPeer("10.0.0.1", () -> {
                refuse(COMMANDS, 1000);
                refuse("coincide.security", 1);
            });

            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void manyAddressesShareOneLimit() {
        try (CapturedLog log = CapturedLog.of(COMMANDS)) {
            for (int address = 0; address < 1000; address++) {
                LogContext.ofPeer("10.0.0." + address, () -> refuse(COMMANDS, 1));
            }

            assertThat(log.messages())
                    .as("three peers, and two lines of all others")
                    .hasSize(5);

            clock.advance(INTERVAL);
            refuse(COMMANDS, 1);
            assertThat(outages.messages()).last().asString().endsWith("left out: {all others=995}.");
        }
    }

    @Test
    void linesThatNoPeerCausesAreNotLimited() {
        String logger = "org.coincide.engine.statements.ClientPositions";
        try (CapturedLog log = CapturedLog.of(logger)) {
            refuse(logger, 10);

            assertThat(log.messages()).hasSize(10);
        }
    }

    @Test
    void errorsAreNotLimited() {
        String logger = "org.coincide.engine.intake.ApiExceptionHandler";
        try (CapturedLog log = CapturedLog.of(logger)) {
            LogContext.ofPeer("10.0.0.1", () -> {
                for (int error = 0; error < 10; error++) {
                    LoggerFactory.getLogger(logger).error("An HTTP request failed", new IllegalStateException("wrong"));
                }
            });

            assertThat(log.messages()).hasSize(10);
        }
    }

    @Test
    void aClockThatWasSetBackSilencesNoPeer() {
        try (CapturedLog log = CapturedLog.of(COMMANDS)) {
            refuse(COMMANDS, 3);
            clock.advance(Duration.ofDays(-1));
            refuse(COMMANDS, 1);

            assertThat(log.messages()).hasSize(3);
        }
    }

    private static void refuse(String logger, int times) {
        for (int line = 0; line < times; line++) {
            LoggerFactory.getLogger(logger).warn("Async error occurred: {}", "refused");
        }
    }
}

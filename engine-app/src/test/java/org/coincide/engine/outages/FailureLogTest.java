package org.coincide.engine.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.delivery.carrier.CarrierUnavailableException;
import org.coincide.engine.payment.bank.BankUnavailableException;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.support.converter.MessageConversionException;
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

    @ParameterizedTest
    @MethodSource
    void anOutageOfAPartnerIsOneLineOfItsOwn(RuntimeException failure, String line) {
        failures.report("Work of the engine", noConnection());
        for (int job = 0; job < 100; job++) {
            failures.report("Work of the engine", new ProcessEngineException("failed", failure));
        }

        assertThat(log.messages()).hasSize(2);
        assertThat(log.messages().get(1)).startsWith("Work of the engine failed because of " + line);
        assertThat(log.messagesWithStackTrace()).isEmpty();
    }

    static Stream<Arguments> anOutageOfAPartnerIsOneLineOfItsOwn() {
        ConnectException refused = new ConnectException("Connection refused");
        String since = ", and is repeated. Failures of this kind since the last such line: 0. Cause: ";
        return Stream.of(
                arguments(
                        new ProviderUnavailableException("ACME did not answer", refused),
                        "the payment provider" + since
                                + "org.coincide.engine.payment.provider.ProviderUnavailableException: ACME did not answer;"
                                + " java.net.ConnectException: Connection refused"),
                arguments(
                        new ProviderUnavailableException("ACME answered 503"),
                        "the payment provider" + since
                                + "org.coincide.engine.payment.provider.ProviderUnavailableException: ACME answered 503"),
                arguments(new BankUnavailableException("The bank did not answer", refused), "the bank" + since),
                arguments(
                        new CarrierUnavailableException("The carrier did not answer", refused), "the carrier" + since),
                arguments(new UncategorizedJmsException("closed", new JMSException("closed")), "the broker" + since),
                arguments(new UncheckedIOException(refused), "a partner" + since),
                arguments(new UncheckedIOException(new HttpTimeoutException("timed out")), "a partner" + since));
    }

    @ParameterizedTest
    @ValueSource(classes = {MessageConversionException.class, IllegalStateException.class, UncheckedIOException.class})
    void aFaultIsNoOutage(Class<? extends RuntimeException> kind) {
        RuntimeException fault = kind == UncheckedIOException.class
                ? new UncheckedIOException(new FileNotFoundException("no file"))
                : kind == MessageConversionException.class
                        ? new MessageConversionException("wrong", new MessageFormatException("wrong"))
                        : new IllegalStateException("wrong");
        failures.report("Any work", fault);

        assertThat(log.messagesWithStackTrace()).hasSize(1);
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

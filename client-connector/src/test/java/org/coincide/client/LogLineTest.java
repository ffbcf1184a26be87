package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The log's format, as the client's settings define it. */
@ExtendWith(OutputCaptureExtension.class)
class LogLineTest {

    private static final Logger LOG = LoggerFactory.getLogger("any.logger");

    /** An application without beans, which reads the client's settings. */
    private static final class Nothing {}

    /** The logging system that the build switches off for tests. */
    @BeforeEach
    void useTheClientsLoggingSystem() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LogbackLoggingSystem.class.getName());
    }

    @AfterEach
    void useTheLogsOfTheTests() throws JoranException {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        var logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        logs.reset();
        new ContextInitializer(logs).autoConfig();
    }

    @Test
    void controlCharactersCannotBreakALogLine(CapturedOutput output) {
        start("any").close();

        LOG.warn("Received: {}", "nobody\n2026 INFO forged\u202e\u0085");

        assertThat(output.getAll().lines().filter(line -> line.contains("any.logger")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("nobody?2026 INFO forged??"));
    }

    @Test
    void textOfAnExceptionCannotForgeALogLine(CapturedOutput output) {
        start("any").close();

        LOG.warn(
                "The order failed",
                new IllegalStateException(
                        "the text\n2026 INFO forged\r2027 INFO forged\u001b",
                        new IllegalArgumentException("its cause")));

        assertThat(output.getAll().lines())
                .noneMatch(line -> line.startsWith("202") && line.contains("INFO forged"))
                .contains(" | 2026 INFO forged?2027 INFO forged?")
                .anyMatch(line -> line.startsWith("java.lang.IllegalStateException: the text"))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: its cause"))
                .anyMatch(line -> line.startsWith("\tat " + LogLineTest.class.getName()));
    }

    @Test
    void aRefusedStartIsReportedInLinesOfItsOwn(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(""));

        assertThat(output.getAll().lines().map(line -> line.replaceFirst(".* : ", "")))
                .containsOnlyOnce("The client did not start.", "Description:", "Action:")
                .anyMatch(line -> line.matches(" +Setting: coincide.client.secret"));
    }

    private static ConfigurableApplicationContext start(String secret) {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("logging.config=classpath:logback-spring.xml")
                .run("--coincide.client.secret=" + secret);
    }
}

package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The log's format, as the server's settings define it. */
@ExtendWith(OutputCaptureExtension.class)
class LogLineTest {

    /** An application without beans, which reads the server's settings. */
    private static final class Nothing {}

    /** The logging system that the build switches off for tests. */
    @BeforeEach
    void useTheServersLoggingSystem() {
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
        useTheServersPattern();

        LoggerFactory.getLogger(SecurityEventLogger.LOGGER)
                .warn("Received: {}", "nobody\n2026 INFO forged\u202e\u0085");

        assertThat(output.getAll().lines().filter(line -> line.contains(SecurityEventLogger.LOGGER)))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("nobody?2026 INFO forged??"));
    }

    @Test
    void textOfAnExceptionCannotForgeALogLine(CapturedOutput output) {
        useTheServersPattern();

        LoggerFactory.getLogger(SecurityEventLogger.LOGGER)
                .warn(
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

    private static void useTheServersPattern() {
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("logging.config=classpath:server-console.xml")
                .run()
                .close();
    }
}

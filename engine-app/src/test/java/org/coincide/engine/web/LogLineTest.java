package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The server's log, as its settings have it. */
@ExtendWith(OutputCaptureExtension.class)
class LogLineTest {

    /** The server's settings, and nothing that they are about. */
    private static final class Nothing {}

    @Test
    void controlCharactersCannotBreakALogLine(CapturedOutput output) {
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run()
                .close();

        LoggerFactory.getLogger(SecurityEventLogger.LOGGER).warn("Login failed: {}", "nobody\n2026 INFO forged\u202e");

        assertThat(output.getAll().lines().filter(line -> line.contains(SecurityEventLogger.LOGGER)))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("nobody?2026 INFO forged?"));
    }
}

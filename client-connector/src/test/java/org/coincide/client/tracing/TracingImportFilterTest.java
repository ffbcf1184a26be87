package org.coincide.client.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class TracingImportFilterTest {

    private static final String LOGGING = "org.springframework.boot.actuate.autoconfigure.logging.";
    private static final String TRACING = "org.springframework.boot.actuate.autoconfigure.tracing.";
    private static final String[] EXPORTS = {
        TRACING + "OpenTelemetryTracingAutoConfiguration",
        LOGGING + "OpenTelemetryLoggingAutoConfiguration",
        LOGGING + "otlp.OtlpLoggingAutoConfiguration"
    };

    @Test
    void withoutACollectorNothingIsExported() {
        assertThat(imported(new MockEnvironment(), EXPORTS)).containsOnly(false);
    }

    @Test
    void withACollectorSpansAreExported() {
        var environment = new MockEnvironment()
                .withProperty("management.otlp.tracing.endpoint", "http://127.0.0.1:4318/v1/traces");

        assertThat(imported(environment, EXPORTS)).containsOnly(true);
    }

    @Test
    void logLevelsCanBeChangedWithoutACollector() {
        assertThat(imported(
                        new MockEnvironment(),
                        LOGGING + "LoggersEndpointAutoConfiguration",
                        LOGGING + "LogFileWebEndpointAutoConfiguration"))
                .containsOnly(true);
    }

    private static boolean[] imported(MockEnvironment environment, String... names) {
        var filter = new TracingImportFilter();
        filter.setEnvironment(environment);
        return filter.match(names, null);
    }
}

package org.coincide.client.tracing;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out Spring Boot's tracing unless the setting {@code management.otlp.tracing.endpoint} names a collector. Otherwise spans would be
 * created for each request and thrown away.
 */
class TracingImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ENDPOINT = "management.otlp.tracing.endpoint";
    private static final String ACTUATOR = "org.springframework.boot.actuate.autoconfigure.";

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(String[] names, AutoConfigurationMetadata metadata) {
        boolean enabled = StringUtils.hasText(environment.getProperty(ENDPOINT));
        boolean[] imported = new boolean[names.length];
        for (int index = 0; index < names.length; index++) {
            imported[index] = enabled || names[index] == null || !isOfTracing(names[index]);
        }
        return imported;
    }

    private static boolean isOfTracing(String name) {
        return name.startsWith(ACTUATOR + "tracing.")
                || name.startsWith(ACTUATOR + "opentelemetry.")
                || name.startsWith(ACTUATOR + "logging.OpenTelemetry")
                || name.startsWith(ACTUATOR + "logging.otlp.");
    }
}

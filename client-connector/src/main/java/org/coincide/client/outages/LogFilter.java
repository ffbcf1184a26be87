package org.coincide.client.outages;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Marker;

/**
 * Keeps lines of libraries from filling the disk: their stack traces about an outage of the database become lines of {@link FailureLog}. Any
 * other line is logged as before.
 */
final class LogFilter extends TurboFilter {

    /** Beginnings of the names of loggers that print a stack trace for each transaction or connection. */
    private static final Map<String, String> OUTAGES = Map.of(
            "org.springframework.transaction.", "A transaction",
            "com.zaxxer.hikari.", "The use of a connection");

    private final FailureLog failures;

    LogFilter(FailureLog failures) {
        this.failures = failures;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        // Without a format it is the question whether the level is enabled.
        boolean printed = format != null
                && level.isGreaterOrEqual(Level.WARN)
                && level.isGreaterOrEqual(logger.getEffectiveLevel());
        if (!printed) {
            return FilterReply.NEUTRAL;
        }
        Throwable failure = thrown == null ? lastOf(parameters) : thrown;
        if (!DatabaseOutage.isCauseOf(failure)) {
            return FilterReply.NEUTRAL;
        }
        Optional<String> work = workOf(logger);
        work.ifPresent(failed -> failures.report(failed, failure));
        return work.isPresent() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static Optional<String> workOf(Logger logger) {
        return OUTAGES.entrySet().stream()
                .filter(work -> logger.getName().startsWith(work.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** SLF4J takes the last parameter as the exception if it is one. */
    private static Throwable lastOf(Object[] parameters) {
        return parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable last
                ? last
                : null;
    }
}

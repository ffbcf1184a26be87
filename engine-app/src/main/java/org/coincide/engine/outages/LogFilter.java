package org.coincide.engine.outages;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.logging.LogContext;
import org.slf4j.Marker;

/**
 * Keeps lines from filling the disk. Stack traces of libraries about an outage become lines of {@link FailureLog}, and lines that clients,
 * partners and strangers cause as often as they like are limited by {@link LineLimit}. Any other line is logged as before.
 */
final class LogFilter extends TurboFilter {

    /** Beginnings of the names of loggers that print a stack trace for each job, transaction, message or connection. */
    private static final Map<String, String> OUTAGES = Map.of(
            "org.camunda.bpm.engine.", "Work of the engine",
            "org.springframework.transaction.", "A transaction",
            "org.springframework.jms.listener.", "The handling of a message",
            "com.zaxxer.hikari.", "The use of a connection",
            "org.coincide.engine.delivery.", "Work on a delivery",
            "org.coincide.engine.payment.", "Work on a payment");

    /** Beginnings of the names of loggers whose lines a peer causes, and their subjects. Errors of the program itself are not limited. */
    private static final Map<String, String> CAUSED_BY_PEERS = Map.of(
            "org.apache.activemq.broker.TransportConnect", "refused connections and commands at the broker",
            "coincide.security", "refused logins",
            "org.coincide.engine.hooks.", "refused webhooks",
            "org.coincide.engine.intake.", "refused messages and requests",
            "org.coincide.engine.statements.", "statements and receipts",
            "org.coincide.engine.warnings.", "warnings of clients");

    /** Connections that the broker could not accept have no address in its log. */
    private static final String UNKNOWN = "unknown addresses";

    private static final String BROKER = "org.apache.activemq.";

    private final FailureLog failures;
    private final LineLimit limit;

    LogFilter(FailureLog failures, LineLimit limit) {
        this.failures = failures;
        this.limit = limit;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        // Without a format it is the question whether the level is enabled.
        boolean printed = format != null
                && level.isGreaterOrEqual(Level.INFO)
                && level.isGreaterOrEqual(logger.getEffectiveLevel());
        if (!printed) {
            return FilterReply.NEUTRAL;
        }
        String peer = peer(logger);
        Optional<String> subject = peer == null || level.isGreaterOrEqual(Level.ERROR)
                ? Optional.empty()
                : startOf(logger, CAUSED_BY_PEERS);
        if (subject.isPresent()) {
            return limit.admits(subject.get(), peer) ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
        return level.isGreaterOrEqual(Level.WARN) ? outage(logger, thrown, parameters) : FilterReply.NEUTRAL;
    }

    private FilterReply outage(Logger logger, Throwable thrown, Object[] parameters) {
        Throwable failure = thrown == null ? lastOf(parameters) : thrown;
        if (failure == null || UnavailableSystem.of(failure).isEmpty()) {
            return FilterReply.NEUTRAL;
        }
        Optional<String> work = startOf(logger, OUTAGES);
        work.ifPresent(failed -> failures.report(failed, failure));
        return work.isPresent() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** Returns the account or address that causes a line; null for a line that the program causes itself. */
    private static String peer(Logger logger) {
        String peer = LogContext.peer();
        return peer == null && logger.getName().startsWith(BROKER) ? UNKNOWN : peer;
    }

    private static Optional<String> startOf(Logger logger, Map<String, String> values) {
        return values.entrySet().stream()
                .filter(value -> logger.getName().startsWith(value.getKey()))
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

package org.coincide.engine.support;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps failures that tests provoke off the console, where they would hide others. The file of the test's JVM has them with their stack
 * traces, and appenders that a test attaches ({@link CapturedLog}) see every event.
 */
public final class ProvokedFailureFilter extends Filter<ILoggingEvent> {

    /**
     * @param logger the logger, or the beginning of its name
     * @param text a part of the message, or of a line "class: message at class of the top frame" of its exceptions
     */
    private record Provoked(String logger, Pattern text) {

        boolean is(ILoggingEvent event) {
            return event.getLoggerName().startsWith(logger)
                    && text.matcher(textOf(event)).find();
        }
    }

    private static final String JOBS = "org.camunda.bpm.engine.jobexecutor";
    private static final String ANY = "";

    private static final List<Provoked> PROVOKED = List.of(
            // Cards for which the simulated provider is unavailable, and steps that its answers or the contract forbid.
            provoked(JOBS, "ProviderUnavailableException"),
            provoked(JOBS, "IllegalTransitionException"),
            provoked(JOBS, "IllegalStateException: .* at org\\.coincide\\.engine\\.payment\\."),
            // Steps that race: the engine retries.
            provoked(JOBS, "OptimisticLockingException"),
            // Hand-overs of trades that are being cancelled, and instances that must not be deleted.
            provoked(JOBS, "is being cancelled\\. Nothing of it is handed over"),
            provoked("org.camunda.bpm.engine", "is not deleted, because its client would learn nothing of it"),
            // Tasks that are completed without the answer that the next gateway asks for.
            provoked("org.camunda.bpm.engine", "Unknown property used in expression"),
            provoked("org.camunda.bpm.engine.context", "deadlock detected|serialization failure|the provider is away"),
            // Models that break the rules.
            provoked(JOBS, "divisor"),
            provoked("org.camunda.bpm.engine.bpmn.parser", "expression"),
            provoked("org.coincide.engine.models.ModelUpdater", ANY),
            // Requests that are refused.
            provoked("coincide.security", "Login"),
            provoked("org.springframework.web.servlet.PageNotFound", "not supported"),
            provoked("org.camunda.bpm.engine.rest.exception", "Unable to resolve expression"),
            provoked(
                    "org.coincide.engine.intake.ApiExceptionHandler",
                    "secret of the inside|Connection reset by peer|EOFException"),
            provoked("org.coincide.engine.warnings.ClientWarnings", ANY),
            provoked("org.coincide.engine.intake.QueueListener", ANY),
            provoked("org.coincide.engine.deadletters", ANY),
            // Trades that a test breaks behind the server's back, and clocks that it sets back.
            provoked("org.coincide.engine.reconciliation.Reconciler", ANY),
            provoked("org.coincide.engine.lifecycle.StaleJobTimes", ANY),
            // Connections that the broker refuses, and brokers that are stopped while others use them.
            provoked("org.apache.activemq.broker.TransportConnection", ANY),
            provoked("org.apache.activemq.broker.TransportConnector", "maximum number of allowed client connections"),
            provoked("org.apache.activemq.broker.BrokerService", "lock is already held|[Ss]tore limit|Failed to start"),
            provoked("org.apache.activemq.store.kahadb", "[Cc]orrupt|Cannot recover|Destination name is longer"),
            provoked("org.coincide.engine.broker.recovery.DamagedStore", "was damaged"),
            provoked("org.apache.activemq.transport.failover", ANY),
            provoked("org.messaginghub.pooled.jms", ANY),
            provoked("org.springframework.jms.listener", "JMS"),
            provoked("org.coincide.engine.broker.ListenerContainerFactory", ANY),
            provoked("org.coincide.engine.broker.external", ANY),
            provoked("org.coincide.engine.publication", "broker|relay"),
            // Servers of tests are simulated, and their responses are compared with schemas inside an OpenAPI document.
            provoked("org.coincide.engine.simulation.SimulationHealth", "Simulated"),
            provoked("com.networknt.schema.UnknownKeywordFactory", "Unknown keyword"),
            // Applications that must not start: the test sees the exception.
            provoked("org.springframework.boot.diagnostics", ANY),
            provoked("org.coincide.engine.startup.StartupFailureReporter", ANY),
            provoked("org.springframework.context.annotation", "context initialization"));

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return PROVOKED.stream().anyMatch(provoked -> provoked.is(event)) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static Provoked provoked(String logger, String text) {
        return new Provoked(logger, Pattern.compile(text));
    }

    private static String textOf(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy failure = event.getThrowableProxy(); failure != null; failure = failure.getCause()) {
            text.append('\n').append(failure.getClassName()).append(": ").append(failure.getMessage());
            if (failure.getStackTraceElementProxyArray().length > 0) {
                text.append(" at ")
                        .append(failure.getStackTraceElementProxyArray()[0]
                                .getStackTraceElement()
                                .getClassName());
            }
        }
        return text.toString();
    }
}

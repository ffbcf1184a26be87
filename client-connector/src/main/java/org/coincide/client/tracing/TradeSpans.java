package org.coincide.client.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The spans of trades at the client: the placement of an order, and each message that joined the ledger. Without a collector no span is
 * created; the traceparent of a caller is passed on.
 */
@Component
public class TradeSpans {

    /** Name in the log's context, as Micrometer Tracing uses it. */
    private static final String TRACE_ID = "traceId";

    private final Tracer tracer;
    private final boolean enabled;

    TradeSpans(ObjectProvider<Tracer> tracers) {
        this.tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        this.enabled = tracer != Tracer.NOOP;
    }

    /**
     * Runs the placement of an order in a span.
     *
     * @param caller position of the caller; empty if it names none
     * @param work receives the position that the order names
     */
    public <T> T ofOrder(Optional<TraceParent> caller, Function<Optional<TraceParent>, T> work) {
        if (!enabled) {
            return work.apply(caller);
        }
        // The request is in a span already, which continues the trace of its header.
        var started = tracer.spanBuilder().name("order placed").kind(Span.Kind.PRODUCER);
        if (tracer.currentSpan() == null) {
            caller.ifPresent(parent -> started.setParent(context(parent)));
        }
        var span = started.start();
        var scope = tracer.withSpan(span);
        try {
            return work.apply(Optional.of(position(span)));
        } finally {
            scope.close();
            span.end();
        }
    }

    /** Records a message that joined the ledger, and runs its log line with the trace in the log's context. */
    public void ofEntry(String name, String body, Runnable log) {
        var message = TraceParent.ofMessage(body);
        if (enabled && message.isPresent()) {
            tracer.spanBuilder()
                    .name(name)
                    .kind(Span.Kind.CONSUMER)
                    .setParent(context(message.get()))
                    .start()
                    .end();
        }
        message.ifPresent(found -> MDC.put(TRACE_ID, found.traceId()));
        try {
            log.run();
        } finally {
            MDC.remove(TRACE_ID);
        }
    }

    private TraceContext context(TraceParent parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(parent.sampled())
                .build();
    }

    private static TraceParent position(Span span) {
        var context = span.context();
        return new TraceParent(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
    }
}

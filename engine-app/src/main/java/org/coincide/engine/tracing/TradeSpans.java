package org.coincide.engine.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.coincide.engine.logging.LogContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The spans of trades: the receipt of an order, each job of its trade, each message, and each message that was sent. The trade stores the position
 * of its order, so that a job of a later day continues the same trace. Without a collector no span is created.
 */
@Component
public class TradeSpans {

    private static final String TRADING_ID = "coincide.trading_id";

    /**
     * A job of a trade.
     *
     * @param name name of the model's element
     * @param process key of the process
     * @param element id of the element
     * @param retriesLeft executions that are left, with this one
     */
    public record TradeJob(String name, String tradingId, String process, String element, int retriesLeft) {}

    private final Tracer tracer;
    private final boolean enabled;

    TradeSpans(ObjectProvider<Tracer> tracers) {
        this.tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        this.enabled = tracer != Tracer.NOOP;
    }

    /** Returns whether spans are recorded. */
    public boolean areRecorded() {
        return enabled;
    }

    /**
     * Runs the acceptance of an order in a span of the order's trace.
     *
     * @param order the order's position, as its sender names it
     * @param work receives the position that the trade stores
     */
    public <T> T ofOrder(Optional<TraceParent> order, Function<Optional<TraceParent>, T> work) {
        if (!enabled) {
            return LogContext.ofTrace(order.map(TraceParent::traceId).orElse(null), () -> work.apply(order));
        }
        // A request over HTTP is in a span already, which continues the trace of its header.
        Span.Builder started = tracer.spanBuilder().name("order received").kind(Span.Kind.CONSUMER);
        if (tracer.currentSpan() == null) {
            order.ifPresent(parent -> started.setParent(context(parent)));
        }
        Span span = started.start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            TraceParent own = position(span);
            return LogContext.ofTrace(own.traceId(), () -> work.apply(Optional.of(own)));
        } finally {
            scope.close();
            span.end();
        }
    }

    /**
     * Executes a job in a span of its trade.
     *
     * @param ofOrder the position that the trade stores; null for none
     */
    public void ofJob(TradeJob job, String ofOrder, Runnable work) {
        Span span = tracer.spanBuilder()
                .name(job.name())
                .setParent(context(TraceParent.ofTrade(job.tradingId(), ofOrder)))
                .tag(TRADING_ID, job.tradingId())
                .tag("coincide.process", job.process())
                .tag("coincide.element", job.element())
                .tag("coincide.retries_left", String.valueOf(job.retriesLeft()))
                .start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            work.run();
        } catch (RuntimeException failed) {
            span.error(failed);
            throw failed;
        } finally {
            scope.close();
            span.end();
        }
    }

    /**
     * Records a message of a trade, as a part of the job or request of the same trace that wrote it; returns the position that the message
     * names.
     *
     * @param name the message and its statuses
     * @param ofOrder the position that the trade stores; null for none
     */
    public TraceParent ofMessage(String name, String tradingId, String ofOrder, String eventId) {
        TraceParent trade = TraceParent.ofTrade(tradingId, ofOrder);
        if (!enabled) {
            return trade.withSpan(eventId.replace("-", "").substring(16));
        }
        Span span = tracer.spanBuilder()
                .name(name)
                .setParent(parent(trade))
                .tag(TRADING_ID, tradingId)
                .start();
        span.end();
        return position(span);
    }

    /** Records messages that the broker has accepted, by the positions that they name. */
    public void sent(String queue, List<String> positions) {
        if (enabled) {
            positions.stream()
                    .flatMap(position -> TraceParent.parse(position).stream())
                    .forEach(position -> tracer.spanBuilder()
                            .name("send " + queue)
                            .kind(Span.Kind.PRODUCER)
                            .setParent(context(position))
                            .start()
                            .end());
        }
    }

    private TraceContext parent(TraceParent trade) {
        Span current = tracer.currentSpan();
        return current != null && current.context().traceId().equals(trade.traceId())
                ? current.context()
                : context(trade);
    }

    private TraceContext context(TraceParent parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(parent.sampled())
                .build();
    }

    private static TraceParent position(Span span) {
        TraceContext context = span.context();
        return new TraceParent(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
    }
}

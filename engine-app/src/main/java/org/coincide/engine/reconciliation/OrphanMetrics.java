package org.coincide.engine.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The number of trades with a discrepancy as a metric. */
@Component
record OrphanMetrics(Discrepancies discrepancies) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.trades.orphaned", discrepancies, Discrepancies::openTrades)
                .description("Trades whose process is missing, suspended or idle, or whose last message disagrees")
                .register(registry);
    }
}

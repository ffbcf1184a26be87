package org.coincide.engine.statements;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The number of trades that are behind their clients as a metric. */
@Component
record MissingMessageTradeMetrics(MissingMessageTrades trades) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.trades.behind", trades, MissingMessageTrades::count)
                .description("Trades of which a client has verified messages that the restored database lacks")
                .register(registry);
    }
}

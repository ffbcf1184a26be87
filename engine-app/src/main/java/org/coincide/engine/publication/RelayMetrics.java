package org.coincide.engine.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The metric whether the relay backs off. */
@Component
class RelayMetrics implements MeterBinder {

    private final RelaySchedule schedule;

    RelayMetrics(RelaySchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.relay.backing.off", schedule, relay -> relay.failure() == null ? 0 : 1)
                .description("1 while the relay backs off because the broker or the database is unavailable")
                .register(registry);
    }
}

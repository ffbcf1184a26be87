package org.coincide.engine.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The metrics of a relay that cannot send: to no client, or to some of them. */
@Component
class RelayMetrics implements MeterBinder {

    private final RelaySchedule schedule;
    private final RefusedClients refused;

    RelayMetrics(RelaySchedule schedule, RefusedClients refused) {
        this.schedule = schedule;
        this.refused = refused;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.relay.backing.off", schedule, relay -> relay.failure() == null ? 0 : 1)
                .description("1 while the relay backs off because the broker or the database is unavailable")
                .register(registry);
        Gauge.builder("coincide.relay.refused.clients", refused, RefusedClients::count)
                .description("Clients whose messages the broker refuses; the relay tries each again after a pause")
                .register(registry);
    }
}

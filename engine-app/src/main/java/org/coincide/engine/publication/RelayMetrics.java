package org.coincide.engine.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.coincide.engine.journal.Journal;
import org.springframework.stereotype.Component;

/** What an operator watches of publication: how much waits, and whether the relay stands back from a broker that is away. */
@Component
class RelayMetrics implements MeterBinder {

    private final Journal journal;
    private final RelaySchedule schedule;

    RelayMetrics(Journal journal, RelaySchedule schedule) {
        this.journal = journal;
        this.schedule = schedule;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.journal.unsent", journal, Journal::unsentCount)
                .description("Messages to clients that wait to be sent")
                .register(registry);
        Gauge.builder("coincide.relay.standing.back", schedule, relay -> relay.standsBack() ? 1 : 0)
                .description("1 while the relay waits for a broker or database that is away")
                .register(registry);
    }
}

package org.coincide.engine.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.coincide.engine.journal.Journal;
import org.springframework.stereotype.Component;

/** Metrics of publication: number of unsent messages, and whether the relay backs off. */
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
                .description("Messages to clients that are not sent yet")
                .register(registry);
        Gauge.builder("coincide.relay.backing.off", schedule, relay -> relay.failure() == null ? 0 : 1)
                .description("1 while the relay backs off because the broker or the database is unavailable")
                .register(registry);
    }
}

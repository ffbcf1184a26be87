package org.coincide.engine.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The number of dead letters as a metric. */
@Component
record DeadLetterMetrics(DeadLetters letters) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.dead.letters", letters, DeadLetters::count)
                .description("Received messages that were not processed, in the server's database")
                .register(registry);
    }
}

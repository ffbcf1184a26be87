package org.coincide.engine.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The state of the data directory as a metric. */
@Component
class StorageMetrics {

    StorageMetrics(StorageState state, MeterRegistry registry) {
        Gauge.builder("coincide.storage.paused", state, one -> one.refusal().isPresent() ? 1 : 0)
                .description("1 while nothing is stored, for lack of free space or after a failed write")
                .register(registry);
    }
}

package org.coincide.engine.models;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The refused models as a metric. */
@Component
class ModelMetrics {

    ModelMetrics(ModelUpdater updater, MeterRegistry registry) {
        Gauge.builder("coincide.models.refused", updater, one -> one.refused().size())
                .description("Findings for which changed models are refused; the previous models stay in use")
                .register(registry);
    }
}

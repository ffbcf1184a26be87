package org.coincide.engine.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** How many processes wait for a person because something in them failed for good. */
@Component
class IncidentMetrics implements MeterBinder {

    private final RuntimeService engine;

    IncidentMetrics(RuntimeService engine) {
        this.engine = engine;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("coincide.incidents.open", engine, runtime -> runtime.createIncidentQuery()
                        .count())
                .description("Open incidents of the engine, each to be seen in Cockpit")
                .register(registry);
    }
}

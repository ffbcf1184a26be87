package org.coincide.engine.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The metric of open incidents: processes that failed after all retries and wait for an operator. */
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
                .description("Open incidents of the engine; Cockpit lists them")
                .register(registry);
    }
}

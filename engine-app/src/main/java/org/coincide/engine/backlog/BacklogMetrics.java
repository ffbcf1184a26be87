package org.coincide.engine.backlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The backlog as metrics, from its last count. */
@Component
class BacklogMetrics {

    private static final double MILLIS = 1000;

    private final OrderBacklog backlog;
    private final Clock clock;

    BacklogMetrics(OrderBacklog backlog, Clock clock, MeterRegistry registry) {
        this.backlog = backlog;
        this.clock = clock;
        Gauge.builder("coincide.orders.waiting", backlog, OrderBacklog::size)
                .description(
                        "Accepted orders whose processes have not begun, because jobs of running trades come first")
                .register(registry);
        Gauge.builder("coincide.orders.waiting.age", this, BacklogMetrics::age)
                .baseUnit("seconds")
                .description("Time since the oldest of the waiting orders was accepted; 0 if none waits")
                .register(registry);
        Gauge.builder("coincide.intake.paused", backlog, full -> full.isPaused() ? 1 : 0)
                .description("1 while no order is accepted, because too many wait")
                .register(registry);
    }

    private double age() {
        Instant oldest = backlog.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / MILLIS);
    }
}

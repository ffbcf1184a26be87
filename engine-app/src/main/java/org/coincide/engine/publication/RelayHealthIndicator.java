package org.coincide.engine.publication;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports DOWN while broker or database is unavailable for the relay, or while the relay makes no progress. A refused message, as by
 * a client's full queue, concerns that client alone.
 */
@Component
class RelayHealthIndicator implements HealthIndicator {

    private final RelaySchedule schedule;
    private final RelayWatchdog watchdog;

    RelayHealthIndicator(RelaySchedule schedule, RelayWatchdog watchdog) {
        this.schedule = schedule;
        this.watchdog = watchdog;
    }

    @Override
    public Health health() {
        if (watchdog.isStalled()) {
            return Health.down()
                    .withDetail("failure", "the relay makes no progress")
                    .build();
        }
        RuntimeException failure = schedule.failure();
        return failure == null
                ? Health.up().build()
                : Health.down().withDetail("failure", failure.toString()).build();
    }
}

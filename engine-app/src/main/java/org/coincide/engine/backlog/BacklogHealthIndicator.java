package org.coincide.engine.backlog;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports that no further order is accepted, because too many wait. The server works, so the status is mapped to HTTP 200. */
@Component
record BacklogHealthIndicator(OrderBacklog backlog, Clock clock) implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    @Override
    public Health health() {
        Health.Builder health = backlog.isPaused() ? Health.status(DEGRADED) : Health.up();
        health.withDetail("orders", backlog.size()).withDetail("limit", backlog.limit());
        if (backlog.oldest() != null) {
            health.withDetail(
                    "oldestSeconds",
                    Duration.between(backlog.oldest(), clock.instant()).toSeconds());
        }
        return health.build();
    }
}

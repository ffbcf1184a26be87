package org.coincide.engine.reconciliation;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports trades with a discrepancy. The server works, so the status is mapped to HTTP 200. */
@Component
record TradesHealthIndicator(Discrepancies discrepancies) implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    @Override
    public Health health() {
        long trades = discrepancies.openTrades();
        return trades == 0
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("orphaned", trades).build();
    }
}

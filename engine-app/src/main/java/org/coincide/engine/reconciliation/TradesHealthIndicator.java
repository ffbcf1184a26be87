package org.coincide.engine.reconciliation;

import org.coincide.engine.statements.BehindTrades;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports trades with a discrepancy, and trades of which a client has messages that the database lacks. The server works, so the status
 * is mapped to HTTP 200.
 */
@Component
record TradesHealthIndicator(Discrepancies discrepancies, BehindTrades behindTrades) implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    @Override
    public Health health() {
        long trades = discrepancies.openTrades();
        long behind = behindTrades.count();
        if (trades == 0 && behind == 0) {
            return Health.up().build();
        }
        Health.Builder health = Health.status(DEGRADED);
        if (trades > 0) {
            health.withDetail("orphaned", trades);
        }
        if (behind > 0) {
            health.withDetail("behind", behind);
        }
        return health.build();
    }
}

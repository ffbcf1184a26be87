package org.coincide.engine.reconciliation;

import org.coincide.engine.statements.MissingMessageTrades;
import org.coincide.engine.transactions.ConnectionPool;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Reports trades with a discrepancy, and trades of which a client has messages that the database lacks. The server works, so the status
 * is mapped to HTTP 200.
 */
@Component
record TradesHealthIndicator(Discrepancies discrepancies, MissingMessageTrades missingMessages, ConnectionPool pool)
        implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    /**
     * An exception would take the other components from the response, such as {@code db}, which is DOWN then. Nor may each component wait
     * for the same connection.
     */
    @Override
    public Health health() {
        try {
            return pool.isStarved() ? Health.unknown().build() : count();
        } catch (DataAccessException unavailable) {
            return Health.unknown().withException(unavailable).build();
        }
    }

    private Health count() {
        long trades = discrepancies.openTrades();
        long behind = missingMessages.count();
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

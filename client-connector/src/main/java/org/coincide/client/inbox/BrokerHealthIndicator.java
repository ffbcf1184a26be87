package org.coincide.client.inbox;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether messages can arrive, and how long ago the last one did. */
@Component("broker")
class BrokerHealthIndicator implements HealthIndicator {

    private final BrokerState state;
    private final Clock clock;

    BrokerHealthIndicator(BrokerState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var fault = state.fault();
        var health = fault == null ? Health.up() : Health.down().withDetail("fault", fault);
        var last = state.lastMessage();
        if (last != null) {
            health.withDetail(
                    "secondsSinceLastMessage",
                    Duration.between(last, clock.instant()).toSeconds());
        }
        return health.build();
    }
}

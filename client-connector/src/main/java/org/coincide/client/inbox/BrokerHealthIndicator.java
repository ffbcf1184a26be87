package org.coincide.client.inbox;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health of the inbox's broker connection, with the time since the last message. */
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
        var failure = state.failure();
        var health = failure == null ? Health.up() : Health.down().withDetail("failure", failure);
        var last = state.lastMessage();
        if (last != null) {
            health.withDetail(
                    "secondsSinceLastMessage",
                    Duration.between(last, clock.instant()).toSeconds());
        }
        return health.build();
    }
}

package org.coincide.engine.storage;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports DOWN with the cause while nothing can be stored. Reads neither disk nor database, so it answers at once. */
@Component("storageHealthIndicator")
class StorageHealthIndicator implements HealthIndicator {

    private final StorageState state;

    StorageHealthIndicator(StorageState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return state.refusal()
                .map(cause -> Health.down().withDetail("cause", cause).build())
                .orElseGet(() -> Health.up().build());
    }
}

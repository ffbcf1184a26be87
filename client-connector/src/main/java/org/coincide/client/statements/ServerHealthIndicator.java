package org.coincide.client.statements;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports DEGRADED while the server is not heard: the client works, but would not notice a lost message. */
@Component("server")
class ServerHealthIndicator implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    private final ServerHeartbeat server;

    ServerHealthIndicator(ServerHeartbeat server) {
        this.server = server;
    }

    @Override
    public Health health() {
        var health = server.silence()
                .map(text -> Health.status(DEGRADED).withDetail("silence", text))
                .orElseGet(Health::up);
        server.last().ifPresent(time -> health.withDetail("lastStatement", time.toString()));
        return health.build();
    }
}

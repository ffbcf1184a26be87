package org.coincide.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Shows that partners are simulated: in the health of the server, and by a warning in the log. */
@Component("simulation")
@ConditionalOnSimulation
class SimulationHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationHealth.class);

    private final List<String> simulated = new ArrayList<>();

    SimulationHealth(
            ObjectProvider<SimulatedProvider> provider,
            ObjectProvider<SimulatedBank> bank,
            ObjectProvider<SimulatedCarrier> carrier) {
        provider.ifAvailable(bean -> simulated.add("payment provider"));
        bank.ifAvailable(bean -> simulated.add("bank"));
        carrier.ifAvailable(bean -> simulated.add("carrier"));
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        LOG.warn(
                "Simulated: {}. No money and no goods move. Set coincide.simulation.enabled=false in production.",
                String.join(", ", simulated));
    }

    @Override
    public Health health() {
        return Health.up().withDetail("simulated", simulated).build();
    }
}

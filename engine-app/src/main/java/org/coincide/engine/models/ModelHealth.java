package org.coincide.engine.models;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the models that lie in the folder are those that run. Refused ones make the server no less able to work, so the status
 * is one of its own, which answers 200 like {@code UP}.
 */
@Component("processes")
class ModelHealth implements HealthIndicator {

    static final String REFUSED = "MODELS_REFUSED";

    private final ModelUpdater desk;

    ModelHealth(ModelUpdater desk) {
        this.desk = desk;
    }

    @Override
    public Health health() {
        List<ModelObjection> refused = desk.refused();
        return refused.isEmpty()
                ? Health.up().build()
                : Health.status(REFUSED).withDetail("refused", refused).build();
    }
}

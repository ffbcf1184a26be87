package org.coincide.engine.models;

import java.util.List;
import org.coincide.engine.people.WorkGroups;
import org.coincide.processes.checker.CheckReport;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports refused models and the result of the last check of paths. Since the server continues to work with the deployed models, the status is a custom one that is mapped
 * to HTTP 200 like {@code UP}.
 */
@Component("processes")
class ModelHealth implements HealthIndicator {

    static final String REFUSED = "MODELS_REFUSED";

    private final ModelUpdater updater;
    private final WorkGroups groups;

    ModelHealth(ModelUpdater updater, WorkGroups groups) {
        this.updater = updater;
        this.groups = groups;
    }

    @Override
    public Health health() {
        List<ModelObjection> refused = updater.refused();
        Health.Builder health =
                refused.isEmpty() ? Health.up() : Health.status(REFUSED).withDetail("refused", refused);
        if (!updater.remarks().isEmpty()) {
            health.withDetail("remarks", updater.remarks());
        }
        List<String> withoutMembers = groups.withoutMembers();
        if (!withoutMembers.isEmpty()) {
            health.withDetail("groupsWithoutMembers", withoutMembers);
        }
        return health.withDetail(
                        "lastCheck",
                        updater.lastCheck().map(CheckReport::toString).orElse("none since the start"))
                .build();
    }
}

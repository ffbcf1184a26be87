package org.coincide.engine.models;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.people.WorkGroups;
import org.coincide.engine.transactions.ConnectionPool;
import org.coincide.processes.checker.CheckReport;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reports refused models and the result of the last check of paths. Since the server continues to work with the deployed models, the status is a custom one that is mapped
 * to HTTP 200 like {@code UP}.
 */
@Component("processes")
class ModelHealth implements HealthIndicator {

    static final String REFUSED = "MODELS_REFUSED";

    private final ModelUpdater updater;
    private final WorkGroups groups;
    private final ConnectionPool pool;

    ModelHealth(ModelUpdater updater, WorkGroups groups, ConnectionPool pool) {
        this.pool = pool;
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
        List<String> withoutMembers = groupsWithoutMembers();
        if (!withoutMembers.isEmpty()) {
            health.withDetail("groupsWithoutMembers", withoutMembers);
        }
        return health.withDetail(
                        "lastCheck",
                        updater.lastCheck().map(CheckReport::toString).orElse("none since the start"))
                .build();
    }

    /**
     * An exception would take the other components from the response, such as {@code db}, which is DOWN then. Nor may each component wait
     * for the same connection.
     */
    private List<String> groupsWithoutMembers() {
        try {
            return pool.isStarved() ? List.of() : groups.withoutMembers();
        } catch (ProcessEngineException | TransactionException | DataAccessException unavailable) {
            return List.of();
        }
    }
}

package org.coincide.engine.lifecycle;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The history level of the engine: process instances, tasks, incidents and operations of people. The journal permanently stores
 * the statuses of each trade; a second history of each process step would double the work of every order (ADR 5).
 */
final class DecisionHistoryLevel implements HistoryLevel {

    static final String NAME = "decisions";

    /** The id of the level, which the engine stores in the database; its own levels have the ids 0 to 3. */
    private static final int ID = 20;

    private static final Set<HistoryEventType> PRODUCED_EVENTS = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.TASK_INSTANCE_CREATE,
            HistoryEventTypes.TASK_INSTANCE_UPDATE,
            HistoryEventTypes.TASK_INSTANCE_MIGRATE,
            HistoryEventTypes.TASK_INSTANCE_COMPLETE,
            HistoryEventTypes.TASK_INSTANCE_DELETE,
            HistoryEventTypes.INCIDENT_CREATE,
            HistoryEventTypes.INCIDENT_UPDATE,
            HistoryEventTypes.INCIDENT_MIGRATE,
            HistoryEventTypes.INCIDENT_DELETE,
            HistoryEventTypes.INCIDENT_RESOLVE,
            HistoryEventTypes.USER_OPERATION_LOG,
            HistoryEventTypes.IDENTITY_LINK_ADD,
            HistoryEventTypes.IDENTITY_LINK_DELETE,
            HistoryEventTypes.BATCH_START,
            HistoryEventTypes.BATCH_UPDATE,
            HistoryEventTypes.BATCH_END,
            HistoryEventTypes.JOB_FAIL);

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    private static final Set<HistoryEventType> EVENTS_OF_INSTANCES = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_END);

    /**
     * A called process has no row of its own: each would cost four statements, and tells nothing that the trade's messages do not tell.
     * Its tasks, incidents and operations have rows, which name the order's instance as their root.
     */
    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, Object entity) {
        return PRODUCED_EVENTS.contains(event) && !(EVENTS_OF_INSTANCES.contains(event) && isCalled(entity));
    }

    private static boolean isCalled(Object entity) {
        return entity instanceof ExecutionEntity instance && instance.getSuperExecutionId() != null;
    }
}

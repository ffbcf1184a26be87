package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Reads what the engine knows of a trade: process instances, open tasks, incidents, and what people did. */
@Component
class TradeWork {

    /** For an operator, the engine executes no query without a limit. */
    private static final int MOST = 200;

    /** The engine's part of a trade. */
    record Work(List<Instance> instances, List<OpenTask> tasks, List<OpenIncident> incidents, List<Deed> deeds) {}

    /**
     * A process instance.
     *
     * @param state the engine's state, such as ACTIVE, SUSPENDED or COMPLETED
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Instance(String id, String process, int version, String state, Instant startedAt, Instant endedAt) {}

    /** A task that waits for a person. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenTask(
            String id,
            String name,
            String assignee,
            List<String> groups,
            Instant createdAt,
            Instant dueAt,
            String processInstanceId) {}

    /** A step that failed after all retries. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenIncident(
            String id, String type, String activity, String message, Instant at, String processInstanceId) {}

    /** Action of a person in Cockpit, Tasklist or engine-rest. */
    record Deed(Instant at, String person, String deed) {}

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;

    TradeWork(RuntimeService runtime, TaskService tasks, HistoryService history) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
    }

    Work of(String tradingId) {
        List<HistoricProcessInstance> instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .orderByProcessInstanceStartTime()
                .asc()
                .listPage(0, MOST);
        return new Work(
                instances.stream().map(TradeWork::instance).toList(),
                tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(tradingId)
                        .orderByTaskCreateTime()
                        .asc()
                        .listPage(0, MOST)
                        .stream()
                        .map(this::task)
                        .toList(),
                incidents(instances),
                deeds(tradingId, instances));
    }

    private static Instance instance(HistoricProcessInstance instance) {
        return new Instance(
                instance.getId(),
                instance.getProcessDefinitionKey(),
                instance.getProcessDefinitionVersion(),
                instance.getState(),
                at(instance.getStartTime()),
                at(instance.getEndTime()));
    }

    private OpenTask task(Task task) {
        return new OpenTask(
                task.getId(),
                task.getName(),
                task.getAssignee(),
                tasks.getIdentityLinksForTask(task.getId()).stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                at(task.getCreateTime()),
                at(task.getDueDate()),
                task.getProcessInstanceId());
    }

    /** An incident of a called process is repeated at its callers; only the cause is returned. */
    private List<OpenIncident> incidents(List<HistoricProcessInstance> instances) {
        List<OpenIncident> open = new ArrayList<>();
        instances.stream()
                .filter(instance -> instance.getEndTime() == null)
                .forEach(instance ->
                        runtime.createIncidentQuery().processInstanceId(instance.getId()).listPage(0, MOST).stream()
                                .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                                .forEach(incident -> open.add(incident(incident))));
        return open;
    }

    private static OpenIncident incident(Incident incident) {
        return new OpenIncident(
                incident.getId(),
                incident.getIncidentType(),
                incident.getActivityId(),
                incident.getIncidentMessage(),
                at(incident.getIncidentTimestamp()),
                incident.getProcessInstanceId());
    }

    private List<Deed> deeds(String tradingId, List<HistoricProcessInstance> instances) {
        List<Deed> deeds = new ArrayList<>();
        history.createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .finished()
                .taskAssigned()
                .listPage(0, MOST)
                .forEach(task -> deeds.add(completed(task)));
        for (HistoricProcessInstance instance : instances) {
            Map<String, Deed> byOperation = new LinkedHashMap<>();
            history.createUserOperationLogQuery()
                    .processInstanceId(instance.getId())
                    .listPage(0, MOST)
                    .forEach(entry -> byOperation.putIfAbsent(entry.getOperationId(), operation(entry)));
            deeds.addAll(byOperation.values());
        }
        return deeds;
    }

    private static Deed completed(HistoricTaskInstance task) {
        return new Deed(at(task.getEndTime()), task.getAssignee(), "Completed the task " + task.getName());
    }

    private static Deed operation(UserOperationLogEntry entry) {
        return new Deed(
                at(entry.getTimestamp()), entry.getUserId(), entry.getOperationType() + " " + entry.getEntityType());
    }

    private static Instant at(Date time) {
        return time == null ? null : time.toInstant();
    }
}

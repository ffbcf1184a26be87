package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricIncident;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Reads what the engine knows of a trade: process instances, open tasks, incidents, and what people did. */
@Component
class TradeWork {

    /** For an operator, the engine executes no query without a limit. */
    private static final int MOST = 200;

    /** The engine's part of a trade. */
    record Work(
            List<Instance> instances, List<OpenTask> tasks, List<OpenIncident> incidents, List<PersonAction> deeds) {}

    /**
     * A process instance. Of a called process only while it runs.
     *
     * @param process key of the process
     * @param name name of the process in the model
     * @param startedAt null for a called process
     * @param state the engine's state, such as ACTIVE, SUSPENDED or COMPLETED
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Instance(
            String id, String process, String name, int version, String state, Instant startedAt, Instant endedAt) {}

    /** A task that waits for a person. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenTask(
            String id,
            String name,
            String assignee,
            List<String> groups,
            List<String> groupNames,
            Instant createdAt,
            Instant dueAt,
            String processInstanceId) {}

    /**
     * A step that failed after all retries.
     *
     * @param activity id of the element of the model
     * @param name name of the element
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenIncident(
            String id,
            String type,
            String activity,
            String name,
            String message,
            Instant at,
            String processInstanceId) {}

    /** Action of a person in Cockpit, Tasklist or engine-rest. */
    record PersonAction(Instant at, String person, String deed) {}

    /** The reason with which the engine ends a task that a person completed, unlike one that an event of the model cut off. */
    private static final String COMPLETED = "completed";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;
    private final RepositoryService models;
    private final ElementNames elements;
    private final DisplayNames names;

    TradeWork(
            RuntimeService runtime,
            TaskService tasks,
            HistoryService history,
            RepositoryService models,
            ElementNames elements,
            DisplayNames names) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
        this.models = models;
        this.elements = elements;
        this.names = names;
    }

    Work of(String tradingId) {
        List<HistoricProcessInstance> known = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .orderByProcessInstanceStartTime()
                .asc()
                .listPage(0, MOST);
        List<ProcessInstance> running = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .orderByProcessInstanceId()
                .asc()
                .listPage(0, MOST);
        return new Work(
                instances(known, running),
                tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(tradingId)
                        .orderByTaskCreateTime()
                        .asc()
                        .listPage(0, MOST)
                        .stream()
                        .map(this::task)
                        .toList(),
                incidents(running),
                actionsOfPeople(known, running));
    }

    /** The history has no row of a called process (see the history level), so those come from the running ones. */
    private List<Instance> instances(List<HistoricProcessInstance> known, List<ProcessInstance> running) {
        List<Instance> instances =
                new ArrayList<>(known.stream().map(TradeWork::instance).toList());
        Set<String> ids = known.stream().map(HistoricProcessInstance::getId).collect(Collectors.toSet());
        running.stream()
                .filter(called -> !ids.contains(called.getId()))
                .map(this::called)
                .forEach(instances::add);
        return instances;
    }

    private Instance called(ProcessInstance running) {
        ProcessDefinition model = models.getProcessDefinition(running.getProcessDefinitionId());
        return new Instance(
                running.getId(),
                model.getKey(),
                model.getName(),
                model.getVersion(),
                running.isSuspended() ? "SUSPENDED" : "ACTIVE",
                null,
                null);
    }

    private static Instance instance(HistoricProcessInstance instance) {
        return new Instance(
                instance.getId(),
                instance.getProcessDefinitionKey(),
                instance.getProcessDefinitionName(),
                instance.getProcessDefinitionVersion(),
                instance.getState(),
                at(instance.getStartTime()),
                at(instance.getEndTime()));
    }

    private OpenTask task(Task task) {
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new OpenTask(
                task.getId(),
                task.getName(),
                task.getAssignee(),
                groups,
                names.groups(groups),
                at(task.getCreateTime()),
                at(task.getDueDate()),
                task.getProcessInstanceId());
    }

    /** An incident of a called process is repeated at its callers; only the cause is returned. */
    private List<OpenIncident> incidents(List<ProcessInstance> running) {
        List<OpenIncident> open = new ArrayList<>();
        running.forEach(
                instance -> runtime.createIncidentQuery().processInstanceId(instance.getId()).listPage(0, MOST).stream()
                        .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                        .forEach(incident -> open.add(incident(incident))));
        return open;
    }

    private OpenIncident incident(Incident incident) {
        return new OpenIncident(
                incident.getId(),
                incident.getIncidentType(),
                incident.getActivityId(),
                elements.of(incident.getProcessDefinitionId(), incident.getActivityId())
                        .orElse(null),
                incident.getIncidentMessage(),
                at(incident.getIncidentTimestamp()),
                incident.getProcessInstanceId());
    }

    private List<PersonAction> actionsOfPeople(List<HistoricProcessInstance> known, List<ProcessInstance> running) {
        List<PersonAction> deeds = new ArrayList<>();
        Set<String> instances = new LinkedHashSet<>();
        running.forEach(instance -> instances.add(instance.getId()));
        for (HistoricProcessInstance root : known) {
            instances.add(root.getId());
            instances.addAll(failedInstances(root));
            history
                    .createHistoricTaskInstanceQuery()
                    .rootProcessInstanceId(root.getId())
                    .finished()
                    .listPage(0, MOST)
                    .stream()
                    .peek(task -> instances.add(task.getProcessInstanceId()))
                    .filter(task -> task.getAssignee() != null && COMPLETED.equals(task.getDeleteReason()))
                    .forEach(task -> deeds.add(completed(task)));
        }
        instances.forEach(instance -> deeds.addAll(operations(instance)));
        return deeds;
    }

    /** The called processes in which a step failed, by the incident that each of them raises at its caller. */
    private Set<String> failedInstances(HistoricProcessInstance root) {
        return history.createHistoricIncidentQuery().processInstanceId(root.getId()).listPage(0, MOST).stream()
                .map(HistoricIncident::getRootCauseIncidentId)
                .filter(Objects::nonNull)
                .flatMap(cause -> history.createHistoricIncidentQuery().incidentId(cause).listPage(0, 1).stream())
                .map(HistoricIncident::getProcessInstanceId)
                .collect(Collectors.toSet());
    }

    private Collection<PersonAction> operations(String instance) {
        Map<String, PersonAction> byOperation = new LinkedHashMap<>();
        history.createUserOperationLogQuery()
                .processInstanceId(instance)
                .listPage(0, MOST)
                .forEach(entry -> byOperation.putIfAbsent(entry.getOperationId(), operation(entry)));
        return byOperation.values();
    }

    private static PersonAction completed(HistoricTaskInstance task) {
        return new PersonAction(at(task.getEndTime()), task.getAssignee(), "Completed the task " + task.getName());
    }

    private static PersonAction operation(UserOperationLogEntry entry) {
        return new PersonAction(
                at(entry.getTimestamp()), entry.getUserId(), entry.getOperationType() + " " + entry.getEntityType());
    }

    private static Instant at(Date time) {
        return time == null ? null : time.toInstant();
    }
}

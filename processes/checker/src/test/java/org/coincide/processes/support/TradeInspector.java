package org.coincide.processes.support;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;

/** Queries the state of a trade in all its process instances. */
final class TradeInspector {

    private final ProcessEngine engine;
    private final String tradingId;
    private final Map<String, String> activitiesByJobDefinition = new ConcurrentHashMap<>();

    TradeInspector(ProcessEngine engine, String tradingId) {
        this.engine = engine;
        this.tradingId = tradingId;
    }

    Stream<ProcessInstance> instances() {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .list()
                .stream();
    }

    Stream<Job> jobs() {
        return instances()
                .flatMap(instance ->
                        engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream());
    }

    /** The jobs that are due at once, without timers. */
    Stream<Job> asyncJobs() {
        return instances()
                .flatMap(instance -> engine
                        .getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .messages()
                        .list()
                        .stream());
    }

    /** The activity of a job, with the number of its consignment. */
    String activityOf(Job job) {
        return activitiesByJobDefinition.computeIfAbsent(job.getJobDefinitionId(), id -> engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult()
                        .getActivityId())
                + numberOf(job.getProcessInstanceId());
    }

    /** The suffix "#2" for the second consignment; empty for the first and for the order. */
    private String numberOf(String instanceId) {
        var consignment = engine.getRuntimeService().getVariable(instanceId, "consignment");
        return consignment instanceof Number number && number.intValue() > 1 ? "#" + number : "";
    }

    /** The message of a subscription, with the number of its consignment. */
    String messageOf(EventSubscription subscription) {
        return subscription.getEventName() + numberOf(subscription.getProcessInstanceId());
    }

    Stream<EventSubscription> subscriptions() {
        return instances()
                .flatMap(instance -> engine
                        .getRuntimeService()
                        .createEventSubscriptionQuery()
                        .processInstanceId(instance.getId())
                        .list()
                        .stream());
    }

    Stream<Incident> incidents() {
        return instances()
                .flatMap(instance ->
                        engine
                                .getRuntimeService()
                                .createIncidentQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream());
    }

    /** The state that determines the continuation: the wait states and variables of each process instance. */
    Map<String, Object> state() {
        var runtime = engine.getRuntimeService();
        var state = new TreeMap<String, Object>();
        instances().forEach(instance -> {
            var at = activities(runtime.getActivityInstance(instance.getId()));
            state.put(
                    instance.getProcessDefinitionId()
                            + numberOf(instance.getId())
                            + at.sorted().toList(),
                    runtime.getVariables(instance.getId()));
        });
        return state;
    }

    /** All visited elements. */
    Set<String> visited() {
        return history()
                .map(HistoricProcessInstance::getId)
                .flatMap(
                        id -> engine
                                .getHistoryService()
                                .createHistoricActivityInstanceQuery()
                                .processInstanceId(id)
                                .list()
                                .stream())
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The identifier of the root process instance. */
    String rootInstanceId() {
        return history()
                .filter(instance -> instance.getSuperProcessInstanceId() == null)
                .map(HistoricProcessInstance::getId)
                .findFirst()
                .orElseThrow();
    }

    private Stream<HistoricProcessInstance> history() {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .list()
                .stream();
    }

    /** Distinguishes a token at a join from a job before it. */
    private static Stream<String> activities(ActivityInstance instance) {
        var before = Stream.of(instance.getChildTransitionInstances())
                .map(TransitionInstance::getActivityId)
                .map(activityId -> "before " + activityId);
        var in = Stream.of(instance.getChildActivityInstances())
                .flatMap(child -> Stream.concat(Stream.of(child.getActivityId()), activities(child)));
        return Stream.concat(before, in);
    }
}

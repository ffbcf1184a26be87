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

/** Where a trade stands in all its processes: the order's own, and those of the steps that it calls. */
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

    /** The jobs that wait for nothing but to be run. */
    Stream<Job> work() {
        return instances()
                .flatMap(instance -> engine
                        .getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .messages()
                        .list()
                        .stream());
    }

    /** The activity before which this job stands, and of which consignment. */
    String activityOf(Job job) {
        return activitiesByJobDefinition.computeIfAbsent(job.getJobDefinitionId(), id -> engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult()
                        .getActivityId())
                + numberOf(job.getProcessInstanceId());
    }

    /** Nothing for the first consignment and for what is of the whole order; "#2" for the second. */
    private String numberOf(String instanceId) {
        var consignment = engine.getRuntimeService().getVariable(instanceId, "consignment");
        return consignment instanceof Number number && number.intValue() > 1 ? "#" + number : "";
    }

    /** The message, and of which consignment. */
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

    /** What decides on where the trade goes from here: what it waits at, in which processes, with which variables. */
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

    /** Every element that the trade came by. */
    Set<String> passed() {
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

    /** The process instance that was started first. */
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

    /** A join that waits for the rest is another state than a job that waits before that join. */
    private static Stream<String> activities(ActivityInstance instance) {
        var before = Stream.of(instance.getChildTransitionInstances())
                .map(TransitionInstance::getActivityId)
                .map(activityId -> "before " + activityId);
        var in = Stream.of(instance.getChildActivityInstances())
                .flatMap(child -> Stream.concat(Stream.of(child.getActivityId()), activities(child)));
        return Stream.concat(before, in);
    }
}

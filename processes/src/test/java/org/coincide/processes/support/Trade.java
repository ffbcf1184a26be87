package org.coincide.processes.support;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;

/** One trade on the bench: a test drives it from wait state to wait state and reads what its events said. */
public final class Trade {

    private final ProcessEngine engine;
    private final StatusRecorder recorder;
    private final String tradingId;

    Trade(ProcessEngine engine, StatusRecorder recorder, String tradingId) {
        this.engine = engine;
        this.recorder = recorder;
        this.tradingId = tradingId;
    }

    /** Lets the job run that waits before each of these, one after the other. */
    public Trade pass(String... activityIds) {
        for (var activityId : activityIds) {
            var job = jobs().filter(waiting -> activityId.equals(activityOf(waiting)))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("Nothing waits before " + activityId + ", but: " + waiting()));
            engine.getManagementService().executeJob(job.getId());
        }
        return this;
    }

    /** Lets all jobs run until the trade has ended or waits for a message. */
    public Trade passAll() {
        for (var job = jobs().findFirst(); job.isPresent(); job = jobs().findFirst()) {
            engine.getManagementService().executeJob(job.get().getId());
        }
        return this;
    }

    /** Gives the trade the message that it waits for. */
    public Trade receive(String message) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(tradingId)
                .correlate();
        return this;
    }

    /** What its events said so far, as "payment PAID" or "payment FAILED (PAYMENT_DECLINED)". */
    public List<String> said() {
        return statuses().stream().map(Status::toString).toList();
    }

    public List<Status> statuses() {
        return recorder.of(tradingId);
    }

    /** Where it waits: the activities before which a job stands, and the messages that are awaited. */
    public List<String> waiting() {
        return Stream.concat(jobs().map(this::activityOf), messages()).sorted().toList();
    }

    public Stream<String> messages() {
        return instances()
                .flatMap(
                        instance -> engine
                                .getRuntimeService()
                                .createEventSubscriptionQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .map(EventSubscription::getEventName);
    }

    public boolean hasEnded() {
        return instances().findAny().isEmpty();
    }

    /** The last value of a variable of the process that was started first. */
    public Object variable(String name) {
        return engine
                .getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(rootInstanceId())
                .variableName(name)
                .list()
                .stream()
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse(null);
    }

    /** Every element that was come by, in all processes of the trade. */
    public Set<String> activities() {
        var root = rootInstanceId();
        return engine.getHistoryService().createHistoricActivityInstanceQuery().list().stream()
                .filter(activity -> root.equals(activity.getRootProcessInstanceId()))
                .map(activity -> activity.getActivityId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the trade stands in all its processes, and what decides on where it goes from there. */
    public Map<String, Object> state() {
        var runtime = engine.getRuntimeService();
        var state = new TreeMap<String, Object>();
        instances().forEach(instance -> {
            var standing = standing(runtime.getActivityInstance(instance.getId()))
                    .sorted()
                    .toList();
            state.put(instance.getProcessDefinitionId() + standing, runtime.getVariables(instance.getId()));
        });
        state.put("waiting", waiting());
        return state;
    }

    /** Also what has arrived at a join and waits there for the others. */
    private static Stream<String> standing(ActivityInstance instance) {
        var transitions = Stream.of(instance.getChildTransitionInstances()).map(TransitionInstance::getActivityId);
        var activities = Stream.of(instance.getChildActivityInstances())
                .flatMap(child -> Stream.concat(Stream.of(child.getActivityId()), standing(child)));
        return Stream.concat(transitions, activities);
    }

    /** How often and when the engine would try a failed job again, as the job stands now. */
    public Job job(String activityId) {
        return jobs().filter(job -> activityId.equals(activityOf(job)))
                .findFirst()
                .orElseThrow();
    }

    /** The activities at which the engine has given up and waits for a person. */
    public List<String> incidents() {
        return instances()
                .flatMap(instance ->
                        engine
                                .getRuntimeService()
                                .createIncidentQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .map(incident -> incident.getActivityId())
                .toList();
    }

    public Stream<Job> jobs() {
        return instances()
                .flatMap(instance ->
                        engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream());
    }

    public String activityOf(Job job) {
        return engine.getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    private Stream<ProcessInstance> instances() {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .list()
                .stream();
    }

    private String rootInstanceId() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .rootProcessInstances()
                .singleResult()
                .getId();
    }
}

package org.coincide.processes.support;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.coincide.processes.lifecycle.DeclaredStatus;

/** A trade on a test engine: a test moves it from wait state to wait state and reads the declared statuses. */
public final class TestTrade {

    private final ProcessEngine engine;
    private final StatusRecorder recorder;
    private final String tradingId;
    private final TradeInspector inspector;

    TestTrade(ProcessEngine engine, StatusRecorder recorder, String tradingId) {
        this.engine = engine;
        this.recorder = recorder;
        this.tradingId = tradingId;
        this.inspector = new TradeInspector(engine, tradingId);
    }

    /** Runs the job before each of these activities, one after the other; "…#2" is one of the second consignment. */
    public TestTrade run(String... activityIds) {
        for (var activityId : activityIds) {
            engine.getManagementService().executeJob(job(activityId).getId());
        }
        return this;
    }

    /** Runs all jobs until the trade has ended or waits for a message, a person or a timer. */
    public TestTrade runAll() {
        for (var job = inspector.asyncJobs().findFirst();
                job.isPresent();
                job = inspector.asyncJobs().findFirst()) {
            engine.getManagementService().executeJob(job.get().getId());
        }
        return this;
    }

    /** Sends a message to the trade; "…#2" to its second consignment. */
    public TestTrade receive(String message) {
        return receive(message, Map.of());
    }

    /** Sends a message with variables. */
    public TestTrade receive(String message, Map<String, Object> variables) {
        var subscription = inspector
                .subscriptions()
                .filter(waiting -> message.equals(inspector.messageOf(waiting)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing waits for " + message + ", but: " + waiting()));
        engine.getRuntimeService()
                .messageEventReceived(subscription.getEventName(), subscription.getExecutionId(), variables);
        return this;
    }

    /** Completes a user task with the values of its form. */
    public TestTrade complete(String taskId, Map<String, Object> answers) {
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(tradingId)
                .taskDefinitionKey(taskId)
                .singleResult();
        engine.getTaskService().complete(task.getId(), answers);
        return this;
    }

    /** The open user tasks. */
    public List<String> tasks() {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(tradingId).list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** The declared statuses, as "payment PAID" or "payment FAILED (PAYMENT_DECLINED)". */
    public List<String> declared() {
        return statuses().stream().map(DeclaredStatus::toString).toList();
    }

    public List<DeclaredStatus> statuses() {
        return recorder.of(tradingId);
    }

    /** The activities with a job, and the messages that the trade waits for. */
    public List<String> waiting() {
        return Stream.concat(jobs(), messages()).sorted().toList();
    }

    /** The job before this activity. */
    public Job job(String activityId) {
        return inspector
                .jobs()
                .filter(job -> activityId.equals(inspector.activityOf(job)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing waits before " + activityId + ", but: " + waiting()));
    }

    /** The activities with an incident. */
    public List<String> incidents() {
        return inspector.incidents().map(Incident::getActivityId).toList();
    }

    public boolean hasEnded() {
        return inspector.instances().findAny().isEmpty();
    }

    /** All visited elements, in all processes of the trade. */
    public Set<String> visited() {
        return inspector.visited();
    }

    /** The last value of a variable of the root process. */
    public Object variable(String name) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(inspector.rootInstanceId())
                .variableName(name)
                .singleResult()
                .getValue();
    }

    Stream<String> jobs() {
        return inspector.jobs().map(inspector::activityOf);
    }

    Stream<String> messages() {
        return inspector
                .subscriptions()
                .filter(waiting -> waiting.getEventType().equals("message"))
                .map(inspector::messageOf);
    }

    Map<String, Object> state() {
        return inspector.state();
    }
}

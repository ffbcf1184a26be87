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

/** One trade on the bench: a test drives it from wait state to wait state and reads what its events said. */
public final class TestTrade {

    private final ProcessEngine engine;
    private final StatusRecorder recorder;
    private final String tradingId;
    private final TradeInspector standing;

    TestTrade(ProcessEngine engine, StatusRecorder recorder, String tradingId) {
        this.engine = engine;
        this.recorder = recorder;
        this.tradingId = tradingId;
        this.standing = new TradeInspector(engine, tradingId);
    }

    /** Lets the job run that waits before each of these, one after the other; "…#2" is one of the second consignment. */
    public TestTrade pass(String... activityIds) {
        for (var activityId : activityIds) {
            engine.getManagementService().executeJob(job(activityId).getId());
        }
        return this;
    }

    /** Lets all jobs run until the trade has ended or waits for a message, a person or a time. */
    public TestTrade passAll() {
        for (var job = standing.work().findFirst();
                job.isPresent();
                job = standing.work().findFirst()) {
            engine.getManagementService().executeJob(job.get().getId());
        }
        return this;
    }

    /** Gives the trade the message that it waits for; "…#2" where its second consignment does. */
    public TestTrade receive(String message) {
        return receive(message, Map.of());
    }

    /** The same, with variables that come with the message. */
    public TestTrade receive(String message, Map<String, Object> variables) {
        var subscription = standing.subscriptions()
                .filter(waiting -> message.equals(standing.messageOf(waiting)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing waits for " + message + ", but: " + waiting()));
        engine.getRuntimeService()
                .messageEventReceived(subscription.getEventName(), subscription.getExecutionId(), variables);
        return this;
    }

    /** A person finishes a task, with what the form gives. */
    public TestTrade complete(String taskId, Map<String, Object> answers) {
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(tradingId)
                .taskDefinitionKey(taskId)
                .singleResult();
        engine.getTaskService().complete(task.getId(), answers);
        return this;
    }

    /** The tasks that wait for a person. */
    public List<String> tasks() {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(tradingId).list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    /** What its events said so far, as "payment PAID" or "payment FAILED (PAYMENT_DECLINED)". */
    public List<String> said() {
        return statuses().stream().map(DeclaredStatus::toString).toList();
    }

    public List<DeclaredStatus> statuses() {
        return recorder.of(tradingId);
    }

    /** What it waits for: the activities before which a job stands, and the messages. */
    public List<String> waiting() {
        return Stream.concat(jobs(), messages()).sorted().toList();
    }

    /** The job that waits before this activity. */
    public Job job(String activityId) {
        return standing.jobs()
                .filter(job -> activityId.equals(standing.activityOf(job)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing waits before " + activityId + ", but: " + waiting()));
    }

    /** The activities at which the engine has given up and waits for a person. */
    public List<String> incidents() {
        return standing.incidents().map(Incident::getActivityId).toList();
    }

    public boolean hasEnded() {
        return standing.instances().findAny().isEmpty();
    }

    /** Every element that it came by, in all its processes. */
    public Set<String> passed() {
        return standing.passed();
    }

    /** The last value of a variable of the process that was started first. */
    public Object variable(String name) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(standing.rootInstanceId())
                .variableName(name)
                .singleResult()
                .getValue();
    }

    Stream<String> jobs() {
        return standing.jobs().map(standing::activityOf);
    }

    Stream<String> messages() {
        return standing.subscriptions()
                .filter(waiting -> waiting.getEventType().equals("message"))
                .map(standing::messageOf);
    }

    Map<String, Object> state() {
        return standing.state();
    }
}

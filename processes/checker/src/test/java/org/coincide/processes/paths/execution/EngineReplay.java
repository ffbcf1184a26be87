package org.coincide.processes.paths.execution;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.TaskOutcome;
import org.coincide.processes.support.StatusRecorder;

/** Replays the path of a trade on an engine, with the outcomes that the path check has chosen. */
final class EngineReplay implements AutoCloseable {

    private static final String ASYNC = "async-continuation";

    /** The wait states, by the names of the path check. */
    record Waiting(List<String> jobsAndTasks, List<String> events) {

        /** Returns whether exactly one wait state has this name. */
        boolean hasOne(String name) {
            return Stream.concat(jobsAndTasks.stream(), events.stream())
                            .filter(name::equals)
                            .count()
                    == 1;
        }
    }

    private final StatusRecorder recorder = new StatusRecorder();
    private final Deque<TaskOutcome> outcomes = new ArrayDeque<>();
    private final Map<String, JobDefinition> definitions = new HashMap<>();
    private final ProcessEngine engine;
    private String trade;

    EngineReplay(ModelSet models) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        var name = UUID.randomUUID().toString();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name);
        configuration.setHistory("none");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setBeans(new BeanStubs());
        configuration.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(recorder)));
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        models.processes().forEach((file, model) -> deployment.addModelInstance(file, stubbed(model)));
        deployment.deploy();
    }

    /** Replaces decision tables by delegates, and timer expressions by constants. */
    private static BpmnModelInstance stubbed(BpmnModelInstance model) {
        var copy = model.clone();
        copy.getModelElementsByType(TimeDate.class).forEach(date -> date.setTextContent("2999-12-31T00:00:00"));
        copy.getModelElementsByType(TimeDuration.class).forEach(duration -> duration.setTextContent("P1D"));
        copy.getModelElementsByType(BusinessRuleTask.class).stream()
                .filter(task -> task.getCamundaDecisionRef() != null)
                .forEach(task -> {
                    Stream.of("decisionRef", "mapDecisionResult", "resultVariable", "decisionRefBinding")
                            .forEach(name -> task.removeAttributeNs("http://camunda.org/schema/1.0/bpmn", name));
                    task.setCamundaDelegateExpression("${decide}");
                });
        return copy;
    }

    void begin() {
        trade = UUID.randomUUID().toString();
    }

    void start(String process, TaskOutcome with) {
        engine.getRuntimeService().startProcessInstanceByKey(process, trade, with.variables());
    }

    List<String> statuses() {
        return recorder.of(trade).stream().map(Object::toString).toList();
    }

    boolean hasEnded() {
        return instances().findAny().isEmpty();
    }

    Waiting waiting() {
        var people = tasks().map(Task::getTaskDefinitionKey);
        var jobs =
                jobs().filter(job -> definition(job).getJobType().equals(ASYNC)).map(this::activity);
        var timers = jobs().filter(job -> !definition(job).getJobType().equals(ASYNC))
                .map(this::activity);
        var messages = messages().map(EventSubscription::getEventName);
        return new Waiting(
                Stream.concat(people, jobs).sorted().toList(),
                Stream.concat(timers, messages).sorted().toList());
    }

    /** Executes the action of this name, with these outcomes. */
    void execute(String name, List<TaskOutcome> chosen) {
        outcomes.clear();
        outcomes.addAll(chosen);
        var task =
                tasks().filter(one -> one.getTaskDefinitionKey().equals(name)).findFirst();
        var job = jobs().filter(one -> activity(one).equals(name)).findFirst();
        if (task.isPresent()) {
            engine.getTaskService().complete(task.get().getId(), outcomes.pop().variables());
        } else if (job.isPresent()) {
            engine.getManagementService().executeJob(job.get().getId());
        } else {
            var message = messages()
                    .filter(one -> one.getEventName().equals(name))
                    .findFirst()
                    .orElseThrow();
            engine.getRuntimeService()
                    .messageEventReceived(
                            name, message.getExecutionId(), outcomes.pop().variables());
        }
    }

    private Stream<ProcessInstance> instances() {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(trade)
                .list()
                .stream();
    }

    private Stream<Job> jobs() {
        return instances()
                .flatMap(instance ->
                        engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream());
    }

    private Stream<Task> tasks() {
        return instances()
                .flatMap(instance ->
                        engine.getTaskService().createTaskQuery().processInstanceId(instance.getId()).list().stream());
    }

    private Stream<EventSubscription> messages() {
        return instances()
                .flatMap(instance -> engine
                        .getRuntimeService()
                        .createEventSubscriptionQuery()
                        .processInstanceId(instance.getId())
                        .eventType("message")
                        .list()
                        .stream());
    }

    private JobDefinition definition(Job job) {
        return definitions.computeIfAbsent(job.getJobDefinitionId(), id -> engine.getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(id)
                .singleResult());
    }

    private String activity(Job job) {
        return definition(job).getActivityId().replace("#multiInstanceBody", "");
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Resolves every name to a bean that takes the next outcome. */
    private final class BeanStubs extends AbstractMap<Object, Object> {

        @Override
        public boolean containsKey(Object name) {
            return true;
        }

        @Override
        public Object get(Object name) {
            return new BeanStub();
        }

        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            return Set.of();
        }
    }

    private final class BeanStub implements JavaDelegate, ExecutionListener, TaskListener {

        @Override
        public void execute(DelegateExecution execution) {
            var outcome = outcomes.isEmpty() ? TaskOutcome.COMPLETES : outcomes.pop();
            outcome.variables().forEach(execution::setVariable);
            if (outcome.error() != null) {
                throw new BpmnError(outcome.error());
            }
        }

        @Override
        public void notify(DelegateExecution execution) {
            // Listeners have no outcome.
        }

        @Override
        public void notify(DelegateTask task) {
            // Listeners have no outcome.
        }
    }
}

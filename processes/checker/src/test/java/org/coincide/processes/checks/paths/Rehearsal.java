package org.coincide.processes.checks.paths;

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
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.support.StatusRecorder;

/** One trade on a real engine, whose beans, decisions and people answer what they are told to. */
final class Rehearsal implements AutoCloseable {

    private static final String ASYNC = "async-continuation";

    /** What happens to wait, by the names that the walk has for it. */
    record Waiting(List<String> forTheEngineOrPeople, List<String> forEvents) {

        /** Whether exactly one thing of this name waits. */
        boolean hasOne(String name) {
            return Stream.concat(forTheEngineOrPeople.stream(), forEvents.stream())
                            .filter(name::equals)
                            .count()
                    == 1;
        }
    }

    private final StatusRecorder said = new StatusRecorder();
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private final Map<String, JobDefinition> definitions = new HashMap<>();
    private final ProcessEngine engine;
    private String trade;

    Rehearsal(ModelSet models) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        var name = UUID.randomUUID().toString();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name);
        configuration.setHistory("none");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setBeans(new AnyBean());
        configuration.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(said)));
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        models.processes().forEach((file, model) -> deployment.addModelInstance(file, answering(model)));
        deployment.deploy();
    }

    /** Decision tables answer what they are told to, like beans, and no timer is read from a variable. */
    private static BpmnModelInstance answering(BpmnModelInstance model) {
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

    void start(String process, Outcome with) {
        engine.getRuntimeService().startProcessInstanceByKey(process, trade, with.sets());
    }

    List<String> said() {
        return said.of(trade).stream().map(Object::toString).toList();
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

    /** Has the one thing of this name happen, with these answers of whoever is asked meanwhile. */
    void happen(String name, List<Outcome> outcomes) {
        answers.clear();
        answers.addAll(outcomes);
        var task =
                tasks().filter(one -> one.getTaskDefinitionKey().equals(name)).findFirst();
        var job = jobs().filter(one -> activity(one).equals(name)).findFirst();
        if (task.isPresent()) {
            engine.getTaskService().complete(task.get().getId(), answers.pop().sets());
        } else if (job.isPresent()) {
            engine.getManagementService().executeJob(job.get().getId());
        } else {
            var message = messages()
                    .filter(one -> one.getEventName().equals(name))
                    .findFirst()
                    .orElseThrow();
            engine.getRuntimeService().messageEventReceived(name, message.getExecutionId());
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

    /** Every name is a bean, and all of them do what is next to be done. */
    private final class AnyBean extends AbstractMap<Object, Object> {

        @Override
        public boolean containsKey(Object name) {
            return true;
        }

        @Override
        public Object get(Object name) {
            return new Actor();
        }

        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            return Set.of();
        }
    }

    private final class Actor implements JavaDelegate, ExecutionListener, TaskListener {

        @Override
        public void execute(DelegateExecution execution) {
            var answer = answers.isEmpty() ? Outcome.PASSES : answers.pop();
            answer.sets().forEach(execution::setVariable);
            if (answer.error() != null) {
                throw new BpmnError(answer.error());
            }
        }

        @Override
        public void notify(DelegateExecution execution) {
            // A listener answers nothing.
        }

        @Override
        public void notify(DelegateTask task) {
            // A listener answers nothing.
        }
    }
}

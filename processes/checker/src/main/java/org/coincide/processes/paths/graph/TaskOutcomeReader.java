package org.coincide.processes.paths.graph;

import static org.coincide.processes.paths.graph.ProcessNodeReader.camunda;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.ExternalTasks;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.RecordChange;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/** Reads the possible outcomes of an element. */
final class TaskOutcomeReader {

    private final DecisionOutcomeReader decisions;
    private final FormOutcomeReader forms;
    private final ServerInterface server;
    private final OutdatedDecisions outdated;

    TaskOutcomeReader(ModelSet models, ServerInterface server, OutdatedDecisions outdated, int maxAnswers) {
        this.server = server;
        this.outdated = outdated;
        this.decisions = new DecisionOutcomeReader(models);
        this.forms = new FormOutcomeReader(models, server, setElsewhere(models), maxAnswers);
    }

    /** Variables that the server sets, results of decisions, and variables that calls pass. */
    private Set<String> setElsewhere(ModelSet models) {
        var variables = new HashSet<>(server.decidingVariables());
        variables.addAll(decisions.resultVariables());
        models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(CamundaIn.class).stream())
                .map(CamundaIn::getCamundaTarget)
                .filter(target -> target != null)
                .forEach(variables::add);
        return variables;
    }

    List<TaskOutcome> of(FlowNode element, NodeType kind) {
        if (element instanceof UserTask task) {
            var outcomes = forms.outcomes(task);
            var changes = Stream.concat(changes(task).stream(), outdated.madeBy(task, outcomes.size() > 1).stream())
                    .toList();
            return outcomes.stream().map(outcome -> outcome.changing(changes)).toList();
        }
        var topic = ExternalTasks.topic(element);
        if (topic.isPresent()) {
            return server.outcomesOfTopic(topic.get());
        }
        if (kind != NodeType.SERVICE) {
            return List.of(TaskOutcome.COMPLETES);
        }
        return camunda(element, "decisionRef") == null ? server.outcomes(bean(element)) : ofDecision(element);
    }

    /** The variables of a task that the server removes when the task begins. */
    Set<String> decisions(FlowNode element) {
        return element instanceof UserTask task ? forms.decisions(task) : Set.of();
    }

    /** The declaration of the worker of an external task; null for other elements, and for an unknown topic. */
    DelegateDeclaration worker(FlowNode element) {
        return ExternalTasks.topic(element).map(server.topics()::get).orElse(null);
    }

    private List<TaskOutcome> ofDecision(FlowNode task) {
        var changes = outdated.madeBy(task, false);
        return decisions.outcomes(task).stream()
                .map(outcome -> outcome.changing(changes))
                .toList();
    }

    /** The changes of the server's records by the listeners of a task. */
    private List<RecordChange> changes(UserTask task) {
        return ProcessNodeReader.extensions(task, CamundaTaskListener.class)
                .flatMap(listener -> ElementReferences.bean(listener.getCamundaDelegateExpression()).stream())
                .map(server.taskListeners()::get)
                .filter(Objects::nonNull)
                .flatMap(listener -> listener.changes().stream())
                .toList();
    }

    static String bean(FlowNode element) {
        return delegates(element)
                .map(delegate -> delegate.replaceAll("[#${}\\s]", ""))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> delegates(FlowNode element) {
        return Stream.concat(
                        Stream.<ModelElementInstance>of(element),
                        element
                                .getChildElementsByType(
                                        org.camunda.bpm.model.bpmn.instance.MessageEventDefinition.class)
                                .stream())
                .map(owner -> camunda(owner, "delegateExpression"))
                .filter(delegate -> delegate != null);
    }
}

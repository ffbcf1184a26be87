package org.coincide.processes.paths.graph;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.lifecycle.RecordRule;
import org.coincide.processes.references.DecisionTables;
import org.coincide.processes.references.FeelExpression;
import org.coincide.processes.server.RecordChange;
import org.coincide.processes.server.ServerInterface;

/**
 * The decisions that a message outdates, since it sets variables that their tables read: an amended order is another order. Each such
 * decision is a record of the trade, in addition to those that the server keeps.
 */
final class OutdatedDecisions {

    private static final String MADE = "MADE";

    private final ModelSet models;
    private final ServerInterface server;

    OutdatedDecisions(ModelSet models, ServerInterface server) {
        this.models = models;
        this.server = server;
    }

    /** The changes that come with a message: the decisions of the processes that wait for it are outdated. */
    List<RecordChange> outdatedBy(String message) {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(Process.class).stream())
                .flatMap(process -> outdated(process, message))
                .distinct()
                .map(decision -> change(decision, Set.of(MADE), RecordRule.OUTDATED))
                .toList();
    }

    /** The changes that come with the end of a task: a table makes its decision again, and a person with a choice replaces each. */
    List<RecordChange> madeBy(FlowNode task, boolean hasChoice) {
        if (task instanceof BusinessRuleTask rule) {
            return outdated(processOf(task))
                    .filter(decision -> decision.equals(rule.getCamundaDecisionRef()))
                    .map(decision ->
                            change(decision, new TreeSet<>(Set.of(RecordChange.NONE, RecordRule.OUTDATED)), MADE))
                    .toList();
        }
        return task instanceof UserTask && hasChoice
                ? outdated(processOf(task))
                        .map(decision -> change(decision, Set.of(RecordRule.OUTDATED), MADE))
                        .toList()
                : List.of();
    }

    private static RecordChange change(String decision, Set<String> from, String to) {
        return new RecordChange(null, RecordRule.DECISION + decision, from, List.of(to), false);
    }

    private Stream<String> outdated(Process process) {
        return awaited(process).stream()
                .flatMap(message -> outdated(process, message))
                .distinct();
    }

    private Stream<String> outdated(Process process, String message) {
        var declared = server.messages().get(message);
        return declared == null || !awaited(process).contains(message)
                ? Stream.empty()
                : inside(process, BusinessRuleTask.class)
                        .map(BusinessRuleTask::getCamundaDecisionRef)
                        .filter(Objects::nonNull)
                        .distinct()
                        .filter(decision -> !Collections.disjoint(reads(decision), declared.variables()));
    }

    private static Set<String> awaited(Process process) {
        return Stream.concat(
                        inside(process, MessageEventDefinition.class).map(MessageEventDefinition::getMessage),
                        inside(process, ReceiveTask.class).map(ReceiveTask::getMessage))
                .filter(Objects::nonNull)
                .map(Message::getName)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Set<String> reads(String decision) {
        return models.decisions().values().stream()
                .flatMap(file -> file.getModelElementsByType(Decision.class).stream())
                .filter(one -> decision.equals(one.getId()))
                .flatMap(one -> DecisionTables.of(one).stream())
                .flatMap(table -> table.getInputs().stream())
                .map(input -> input.getInputExpression())
                .filter(Objects::nonNull)
                .map(InputExpression::getText)
                .filter(Objects::nonNull)
                .flatMap(text -> new FeelExpression(text.getTextContent()).variables().stream())
                .collect(Collectors.toSet());
    }

    private static <T extends ModelElementInstance> Stream<T> inside(Process process, Class<T> kind) {
        return process.getModelInstance().getModelElementsByType(kind).stream()
                .filter(element -> process.equals(processOf(element)));
    }

    private static Process processOf(ModelElementInstance element) {
        var parent = element.getParentElement();
        return parent == null || parent instanceof Process ? (Process) parent : processOf(parent);
    }
}

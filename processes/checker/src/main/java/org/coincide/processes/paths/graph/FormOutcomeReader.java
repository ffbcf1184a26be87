package org.coincide.processes.paths.graph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValue;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.forms.RequiredChoices;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.expression.ExpressionVariables;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/**
 * Reads the possible outcomes of a user task: each choice of the fields that its form or the task has, and each value that the conditions after the task
 * compare a variable with, if it is a field or nothing else sets it.
 */
final class FormOutcomeReader {

    /** The events of a task that nobody completes: what a listener sets then is no answer. */
    private static final Set<String> NOT_COMPLETED = Set.of("delete", "timeout");

    private final Map<String, HtmlForm> forms;
    private final ServerInterface server;
    private final Set<String> setElsewhere;
    private final Set<String> readAnywhere;
    private final int maxAnswers;

    FormOutcomeReader(ModelSet models, ServerInterface server, Set<String> setElsewhere, int maxAnswers) {
        this.forms = models.forms();
        this.server = server;
        this.setElsewhere = setElsewhere;
        this.readAnywhere = models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(ConditionExpression.class).stream())
                .flatMap(condition -> ExpressionVariables.of(condition.getTextContent()).stream())
                .collect(Collectors.toSet());
        this.maxAnswers = maxAnswers;
    }

    /** @throws IllegalArgumentException if the form has too many different answers */
    List<TaskOutcome> outcomes(UserTask task) {
        var answers = new TreeMap<String, Set<Object>>();
        mention(conditionsAfter(task).toList(), answers);
        var form = HtmlForm.fileOf(task).map(forms::get);
        var fields = ProcessNodeReader.extensions(task, CamundaFormData.class)
                .flatMap(data -> data.getCamundaFormFields().stream())
                .toList();
        var own = fields.stream().map(CamundaFormField::getCamundaId).collect(Collectors.toSet());
        form.ifPresent(some -> own.addAll(some.fields().keySet()));
        answers.keySet().removeIf(name -> setElsewhere.contains(name) && !own.contains(name));
        form.ifPresent(some -> offer(some, task, answers));
        fields.forEach(field -> offer(field, answers));
        var count = answers.values().stream().mapToDouble(Set::size).reduce(1, (one, other) -> one * other);
        if (count > maxAnswers) {
            throw new IllegalArgumentException("its form has more than " + maxAnswers
                    + " different answers, by the choices of " + String.join(", ", answers.keySet())
                    + "; let conditions read fewer of them, or divide the task");
        }
        return combinations(answers).map(TaskOutcome::completes).toList();
    }

    /** The decisions of a task, which a person always makes anew. */
    Set<String> decisions(UserTask task) {
        return RequiredChoices.of(task, forms);
    }

    private static Stream<String> conditionsAfter(UserTask task) {
        var behind = new HashSet<FlowNode>();
        var conditions = Stream.<String>builder();
        var next = new ArrayDeque<FlowNode>(List.of(task));
        while (!next.isEmpty()) {
            for (SequenceFlow flow : next.pop().getOutgoing()) {
                if (flow.getConditionExpression() != null) {
                    conditions.add(flow.getConditionExpression().getTextContent());
                }
                if (!(flow.getTarget() instanceof Activity) && behind.add(flow.getTarget())) {
                    next.push(flow.getTarget());
                }
            }
        }
        return conditions.build();
    }

    /** The values that the conditions compare each of their variables with; true and false where they compare it with none. */
    private static void mention(List<String> conditions, Map<String, Set<Object>> answers) {
        conditions.stream()
                .flatMap(condition -> new JuelExpression(condition).variables().stream())
                .distinct()
                .forEach(name -> {
                    var compared = ComparedValues.of(conditions, name);
                    answers.put(name, compared.isEmpty() ? Set.of(true, false) : compared);
                });
    }

    /** A form sets its fields and what its scripts name, and the listeners of the task set more; nothing else can be answered. */
    private void offer(HtmlForm form, UserTask task, Map<String, Set<Object>> answers) {
        var settable = form.settable();
        ProcessNodeReader.extensions(task, CamundaTaskListener.class)
                .filter(listener -> !NOT_COMPLETED.contains(listener.getCamundaEvent()))
                .flatMap(listener -> ElementReferences.bean(listener.getCamundaDelegateExpression()).stream())
                .map(server.taskListeners()::get)
                .filter(Objects::nonNull)
                .forEach(listener -> settable.addAll(listener.variables()));
        answers.keySet().retainAll(settable);
        form.fields().values().stream()
                .filter(field -> readAnywhere.contains(field.variable())
                        && !field.choices().isEmpty())
                .forEach(field -> answers.put(field.variable(), new HashSet<>(field.values())));
    }

    private static void offer(CamundaFormField field, Map<String, Set<Object>> answers) {
        if ("boolean".equals(field.getCamundaType())) {
            answers.put(field.getCamundaId(), Set.of(true, false));
        } else if ("enum".equals(field.getCamundaType())) {
            var values = new HashSet<Object>();
            field.getCamundaValues().stream().map(CamundaValue::getCamundaId).forEach(values::add);
            answers.put(field.getCamundaId(), values);
        } else {
            answers.putIfAbsent(field.getCamundaId(), Set.of(field.getCamundaId()));
        }
    }

    private static Stream<Map<String, Object>> combinations(Map<String, Set<Object>> answers) {
        var all = Stream.of(Map.<String, Object>of());
        for (var answer : answers.entrySet()) {
            all = all.flatMap(some -> answer.getValue().stream()
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .map(value -> plus(some, answer.getKey(), value)));
        }
        return all;
    }

    private static Map<String, Object> plus(Map<String, Object> some, String name, Object value) {
        var more = new HashMap<>(some);
        more.put(name, value);
        return more;
    }
}

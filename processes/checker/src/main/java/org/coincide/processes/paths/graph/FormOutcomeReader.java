package org.coincide.processes.paths.graph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValue;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.server.TaskOutcome;

/**
 * Reads the possible outcomes of a user task: each choice of its form fields, and each value that the conditions after the task
 * compare a variable with, if nothing else sets that variable.
 */
final class FormOutcomeReader {

    private static final Pattern EQUAL = Pattern.compile("(\\w+)\\s*(?:==|!=|eq|ne)\\s*(?:'([^']*)'|\"([^\"]*)\")");

    private final Set<String> setElsewhere;
    private final int maxAnswers;

    FormOutcomeReader(Set<String> setElsewhere, int maxAnswers) {
        this.setElsewhere = setElsewhere;
        this.maxAnswers = maxAnswers;
    }

    /** @throws IllegalArgumentException if the form has too many different answers */
    List<TaskOutcome> outcomes(UserTask task) {
        var answers = new TreeMap<String, Set<Object>>();
        conditionsAfter(task).forEach(condition -> mention(condition, answers));
        answers.keySet().removeAll(setElsewhere);
        ProcessNodeReader.extensions(task, CamundaFormData.class)
                .flatMap(form -> form.getCamundaFormFields().stream())
                .forEach(field -> offer(field, answers));
        var count = answers.values().stream().mapToDouble(Set::size).reduce(1, (one, other) -> one * other);
        if (count > maxAnswers) {
            throw new IllegalArgumentException("its form has more than " + maxAnswers
                    + " different answers, by the choices of " + String.join(", ", answers.keySet())
                    + "; let conditions read fewer of them, or divide the task");
        }
        return combinations(answers).map(TaskOutcome::completes).toList();
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

    private static void mention(String condition, Map<String, Set<Object>> answers) {
        var texts = new TreeSet<String>();
        EQUAL.matcher(condition).results().forEach(equal -> {
            var text = equal.group(2) == null ? equal.group(3) : equal.group(2);
            answers.computeIfAbsent(equal.group(1), none -> new HashSet<>()).add(text);
            texts.add(equal.group(1));
        });
        new JuelExpression(condition)
                .variables().stream().filter(name -> !texts.contains(name)).forEach(name -> answers.computeIfAbsent(
                                name, none -> new HashSet<>())
                        .addAll(List.of(true, false)));
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

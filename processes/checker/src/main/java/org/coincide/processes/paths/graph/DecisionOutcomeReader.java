package org.coincide.processes.paths.graph;

import static org.coincide.processes.paths.graph.ProcessNodeReader.camunda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.TaskOutcome;

/** Reads the possible results of a decision table: the outputs of each rule, and null if it is possible that no rule matches. */
final class DecisionOutcomeReader {

    private static final Set<HitPolicy> SINGLE_RESULT = Set.of(HitPolicy.UNIQUE, HitPolicy.FIRST, HitPolicy.ANY);

    private final ModelSet models;

    DecisionOutcomeReader(ModelSet models) {
        this.models = models;
    }

    Set<String> resultVariables() {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(BusinessRuleTask.class).stream())
                .map(BusinessRuleTask::getCamundaResultVariable)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<TaskOutcome> outcomes(FlowNode task) {
        var variable = Objects.requireNonNullElse(camunda(task, "resultVariable"), "decisionResult");
        var table = table(task);
        var results = new ArrayList<>();
        table.getRules().forEach(rule -> results.add(result(task, table, rule)));
        if (table.getRules().stream().noneMatch(DecisionOutcomeReader::alwaysMatches)) {
            results.add(null);
        }
        return results.stream().distinct().map(result -> set(variable, result)).toList();
    }

    private DecisionTable table(FlowNode task) {
        var id = camunda(task, "decisionRef");
        var table = models.decisions().values().stream()
                .map(model -> model.<DmnElement>getModelElementById(id))
                .filter(Decision.class::isInstance)
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .findFirst()
                .orElseThrow(() -> unsupported("the decision " + id
                        + " is not a table of any DMN file; add the file or correct the reference"));
        if (!SINGLE_RESULT.contains(table.getHitPolicy())) {
            throw unsupported("the path check does not support the hit policy " + table.getHitPolicy()
                    + "; use UNIQUE, FIRST or ANY");
        }
        return table;
    }

    private static Object result(FlowNode task, DecisionTable table, Rule rule) {
        var outputs = new ArrayList<>(table.getOutputs());
        var values = rule.getOutputEntries().stream()
                .map(entry -> literal(entry.getTextContent().strip()))
                .toList();
        var mapped = String.valueOf(camunda(task, "mapDecisionResult"));
        if (mapped.equals("singleEntry")) {
            return values.get(0);
        }
        if (mapped.equals("singleResult")) {
            var result = new HashMap<String, Object>();
            for (int column = 0; column < values.size(); column++) {
                result.put(name(outputs.get(column)), values.get(column));
            }
            return result;
        }
        throw unsupported(
                "the path check does not support the result mapping " + mapped + "; use singleEntry or singleResult");
    }

    private static String name(Output output) {
        return output.getName();
    }

    private static Object literal(String text) {
        if (text.matches("\".*\"")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("true|false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?\\d+") ? (Object) Long.valueOf(text) : text;
    }

    private static boolean alwaysMatches(Rule rule) {
        return Stream.of(rule).flatMap(one -> one.getInputEntries().stream()).allMatch(entry -> List.of("", "-")
                .contains(entry.getTextContent().strip()));
    }

    private static TaskOutcome set(String variable, Object result) {
        Map<String, Object> sets = new HashMap<>();
        sets.put(variable, result);
        return TaskOutcome.completes(sets);
    }

    private static IllegalArgumentException unsupported(String message) {
        return new IllegalArgumentException(message);
    }
}

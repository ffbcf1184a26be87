package org.coincide.processes.checks.paths;

import static org.coincide.processes.checks.paths.NodeReader.camunda;

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
import org.coincide.processes.checks.ModelSet;

/** What a decision table can answer: the outputs of each of its rules, and nothing where it may be that no rule fits. */
final class DecisionReader {

    private static final Set<HitPolicy> ONE_ANSWER = Set.of(HitPolicy.UNIQUE, HitPolicy.FIRST, HitPolicy.ANY);

    private final ModelSet models;

    DecisionReader(ModelSet models) {
        this.models = models;
    }

    Set<String> resultVariables() {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(BusinessRuleTask.class).stream())
                .map(BusinessRuleTask::getCamundaResultVariable)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Outcome> outcomes(FlowNode task) {
        var variable = Objects.requireNonNullElse(camunda(task, "resultVariable"), "decisionResult");
        var table = table(task);
        var answers = new ArrayList<>();
        table.getRules().forEach(rule -> answers.add(answer(task, table, rule)));
        if (table.getRules().stream().noneMatch(DecisionReader::alwaysFits)) {
            answers.add(null);
        }
        return answers.stream().distinct().map(answer -> set(variable, answer)).toList();
    }

    private DecisionTable table(FlowNode task) {
        var id = camunda(task, "decisionRef");
        var table = models.decisions().values().stream()
                .map(model -> model.<DmnElement>getModelElementById(id))
                .filter(Decision.class::isInstance)
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .findFirst()
                .orElseThrow(() -> unreadable("asks for the decision " + id + ", which no DMN file has as a table"));
        if (!ONE_ANSWER.contains(table.getHitPolicy())) {
            throw unreadable("asks a table with the hit policy " + table.getHitPolicy()
                    + "; the path check follows unique, first and any");
        }
        return table;
    }

    private static Object answer(FlowNode task, DecisionTable table, Rule rule) {
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
        throw unreadable("maps the decision's result as " + mapped + "; choose singleEntry or singleResult");
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

    private static boolean alwaysFits(Rule rule) {
        return Stream.of(rule).flatMap(one -> one.getInputEntries().stream()).allMatch(entry -> List.of("", "-")
                .contains(entry.getTextContent().strip()));
    }

    private static Outcome set(String variable, Object answer) {
        Map<String, Object> sets = new HashMap<>();
        sets.put(variable, answer);
        return Outcome.passes(sets);
    }

    private static IllegalArgumentException unreadable(String message) {
        return new IllegalArgumentException(message);
    }
}

package org.coincide.processes.conventions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.coincide.processes.references.DecisionTables;

/** Inputs at and beside each limit in the cells of a decision table. The engine's own implementation evaluates them. */
final class TableSamples {

    /** More would take seconds. */
    private static final int MAX_SAMPLES = 2_000;

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final String OTHER_TEXT = "another";

    private final DecisionTable table;
    private final Map<String, List<Object>> values = new LinkedHashMap<>();

    private TableSamples(DecisionTable table) {
        this.table = table;
        var decision = (Decision) table.getParentElement();
        var results = DecisionTables.resultsFor(decision);
        for (var required : DecisionTables.of(decision)) {
            var inputs = List.copyOf(required.getInputs());
            for (int column = 0; column < inputs.size(); column++) {
                var variable = variable(inputs.get(column));
                if (!results.contains(variable)) {
                    values.merge(variable, values(inputs.get(column), cells(required, column)), TableSamples::union);
                }
            }
        }
    }

    static TableSamples of(DecisionTable table) {
        return new TableSamples(table);
    }

    /**
     * The first sample without a result or with several; empty if there is none.
     *
     * @param isOneResult whether a task uses the result as one value, so that several results fail
     */
    Optional<String> fault(DmnModelInstance model, boolean isOneResult) {
        var collects = Set.of(HitPolicy.COLLECT, HitPolicy.RULE_ORDER).contains(table.getHitPolicy())
                && table.getAggregation() == null;
        var needsOneRule = table.getHitPolicy() == HitPolicy.UNIQUE || collects && isOneResult;
        if (hasCatchAll() && !needsOneRule
                || !values.keySet().stream().allMatch(name -> name.matches("[A-Za-z_]\\w*"))) {
            return Optional.empty();
        }
        var size = values.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
        if (size > MAX_SAMPLES) {
            return needsOneRule
                    ? Optional.of("has too many limits to check that no two rules match; use the hit policy FIRST")
                    : Optional.of("may have no result for some input; add a last rule without conditions");
        }
        try {
            DmnDecision decision = ENGINE.parseDecision(((DmnElement) table.getParentElement()).getId(), model);
            return samples()
                    .map(sample -> fault(decision, sample, isOneResult))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (DmnEngineException invalid) {
            return Optional.of("cannot be read: " + invalid.getMessage());
        }
    }

    private static Optional<String> fault(DmnDecision decision, Map<String, Object> sample, boolean isOneResult) {
        try {
            var results = ENGINE.evaluateDecisionTable(decision, sample).size();
            if (isOneResult && results > 1) {
                return Optional.of("has " + results + " results for " + sample
                        + ", but its task expects one; use the hit policy FIRST");
            }
            return results == 0
                    ? Optional.of("has no result for " + sample + "; add a last rule without conditions")
                    : Optional.empty();
        } catch (DmnEngineException failure) {
            return Optional.of("cannot decide on " + sample + ": " + failure.getMessage()
                    + "; let the rules exclude each other, or use the hit policy FIRST");
        }
    }

    private Stream<Map<String, Object>> samples() {
        var all = Stream.of(Map.<String, Object>of());
        for (var column : values.entrySet()) {
            all = all.flatMap(some -> column.getValue().stream().map(value -> {
                var more = new LinkedHashMap<>(some);
                more.put(column.getKey(), value);
                return more;
            }));
        }
        return all;
    }

    private boolean hasCatchAll() {
        return table.getRules().stream().anyMatch(TableConventions::hasNoCondition);
    }

    private static String variable(Input input) {
        return input.getInputExpression() == null || input.getInputExpression().getText() == null
                ? ""
                : input.getInputExpression().getText().getTextContent().strip();
    }

    private static List<Object> union(List<Object> one, List<Object> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private static List<String> cells(DecisionTable table, int column) {
        return table.getRules().stream()
                .map(rule -> List.copyOf(rule.getInputEntries()))
                .filter(entries -> column < entries.size())
                .map(entries -> entries.get(column).getTextContent())
                .toList();
    }

    private static List<Object> values(Input input, List<String> cells) {
        var type = input.getInputExpression() == null
                ? null
                : input.getInputExpression().getTypeRef();
        var values = new LinkedHashSet<Object>();
        switch (String.valueOf(type)) {
            case "integer", "long", "double", "number" -> {
                values.add(0L);
                cells.stream()
                        .flatMap(cell -> NUMBER.matcher(cell).results().map(MatchResult::group))
                        .map(text -> new BigDecimal(text).longValue())
                        .forEach(number -> values.addAll(List.of(number - 1, number, number + 1)));
            }
            case "boolean" -> values.addAll(List.of(true, false));
            default -> {
                cells.stream()
                        .flatMap(cell -> TEXT.matcher(cell).results().map(text -> text.group(1)))
                        .forEach(values::add);
                values.add(OTHER_TEXT);
            }
        }
        return new ArrayList<>(values);
    }
}

package org.coincide.processes.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.coincide.processes.references.DecisionTables;

/** Inputs at and beside each limit in the cells of decision tables. The engine's own implementation evaluates them. */
public final class TableSamples {

    /** More would take seconds. */
    private static final int MAX_SAMPLES = 2_000;

    static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final String OTHER_TEXT = "another";

    /** The least values of numbers that the server takes from the order. */
    private static final Map<String, Double> LEAST = Map.of("limitPercent", 0.0, "pieces", 1.0, "total", 0.0);

    private final Map<String, List<Object>> values = new LinkedHashMap<>();

    private TableSamples(Decision... decisions) {
        this(cellsOf(decisions));
    }

    private TableSamples(Map<String, Map<String, List<String>>> cells) {
        cells.forEach((variable, byType) -> values.put(
                variable,
                byType.entrySet().stream()
                        .flatMap(columns -> values(columns.getKey(), columns.getValue()))
                        .filter(value -> !(value instanceof Number number)
                                || number.doubleValue() >= LEAST.getOrDefault(variable, -Double.MAX_VALUE))
                        .distinct()
                        .toList()));
    }

    /** The samples of one table alone, also of the results of other tables that it reads. */
    static TableSamples of(DecisionTable table) {
        Map<String, Map<String, List<String>>> cells = new LinkedHashMap<>();
        collect(table, Set.of(), cells);
        return new TableSamples(cells);
    }

    private static Map<String, Map<String, List<String>>> cellsOf(Decision... decisions) {
        Map<String, Map<String, List<String>>> cells = new LinkedHashMap<>();
        for (var decision : decisions) {
            var results = DecisionTables.resultsFor(decision);
            DecisionTables.of(decision).forEach(table -> collect(table, results, cells));
        }
        return cells;
    }

    /** Collects the cells of all columns by their variable and their type. */
    private static void collect(
            DecisionTable table, Set<String> results, Map<String, Map<String, List<String>>> cells) {
        var inputs = List.copyOf(table.getInputs());
        for (int column = 0; column < inputs.size(); column++) {
            var variable = variable(inputs.get(column));
            if (!results.contains(variable)) {
                cells.computeIfAbsent(variable, none -> new LinkedHashMap<>())
                        .computeIfAbsent(type(inputs.get(column)), none -> new ArrayList<>())
                        .addAll(cells(table, column));
            }
        }
    }

    /**
     * The inputs for which two versions of a decision have different results: one for each pair of results.
     *
     * @return the input, and the two results as texts; empty if there are too many inputs
     */
    public static Map<Map<String, Object>, List<String>> differences(Decision one, Decision other) {
        var samples = new TableSamples(one, other);
        Map<List<String>, Map<String, Object>> found = new LinkedHashMap<>();
        if (samples.areNamed() && samples.count() <= MAX_SAMPLES) {
            var before = parsed(one);
            var after = parsed(other);
            samples.all().forEach(sample -> {
                var results = List.of(result(before, sample), result(after, sample));
                if (!results.get(0).equals(results.get(1))) {
                    found.putIfAbsent(results, sample);
                }
            });
        }
        Map<Map<String, Object>, List<String>> bySample = new LinkedHashMap<>();
        found.forEach((results, sample) -> bySample.put(sample, results));
        return bySample;
    }

    private static DmnDecision parsed(Decision decision) {
        return ENGINE.parseDecision(decision.getId(), (DmnModelInstance) decision.getModelInstance());
    }

    private static String result(DmnDecision decision, Map<String, Object> sample) {
        try {
            return ENGINE.evaluateDecision(decision, sample).getResultList().stream()
                    .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .collect(Collectors.joining("; "));
        } catch (DmnEngineException failure) {
            return "a failure";
        }
    }

    /**
     * The first sample without a result or with several; empty if there is none.
     *
     * @param isOneResult whether a task uses the result as one value, so that several results fail
     */
    public static Optional<String> fault(DecisionTable table, boolean isOneResult) {
        var collects = Set.of(HitPolicy.COLLECT, HitPolicy.RULE_ORDER).contains(table.getHitPolicy())
                && table.getAggregation() == null;
        var needsOneRule = table.getHitPolicy() == HitPolicy.UNIQUE || collects && isOneResult;
        var decision = (Decision) table.getParentElement();
        var samples = new TableSamples(decision);
        var canFail = needsOneRule || table.getHitPolicy() == HitPolicy.ANY;
        if (hasCatchAll(table) && !canFail || !samples.areNamed()) {
            return Optional.empty();
        }
        if (samples.count() > MAX_SAMPLES) {
            return canFail
                    ? Optional.of("has too many limits to check that no two rules match; use the hit policy FIRST")
                    : Optional.of("may have no result for some input; add a last rule without conditions");
        }
        try {
            var parsed = parsed(decision);
            return samples.all()
                    .map(sample -> fault(parsed, sample, isOneResult))
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

    /** Returns whether each column has the name of a variable. */
    boolean areNamed() {
        return values.keySet().stream().allMatch(name -> name.matches("[A-Za-z_]\\w*"));
    }

    /** The values of each variable. */
    Map<String, List<Object>> values() {
        return values;
    }

    /** A double does not overflow if there are very many. */
    private double count() {
        return values.values().stream().mapToDouble(List::size).reduce(1, (one, other) -> one * other);
    }

    private Stream<Map<String, Object>> all() {
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

    private static boolean hasCatchAll(DecisionTable table) {
        return table.getRules().stream().anyMatch(TableSamples::hasNoCondition);
    }

    private static boolean hasNoCondition(Rule rule) {
        return rule.getInputEntries().stream().allMatch(entry -> Set.of("", "-")
                .contains(entry.getTextContent().strip()));
    }

    /** The variable that a column compares. */
    static String variable(Input input) {
        return input.getInputExpression() == null || input.getInputExpression().getText() == null
                ? ""
                : input.getInputExpression().getText().getTextContent().strip();
    }

    private static String type(Input input) {
        return input.getInputExpression() == null
                ? ""
                : Objects.requireNonNullElse(input.getInputExpression().getTypeRef(), "");
    }

    private static List<String> cells(DecisionTable table, int column) {
        return table.getRules().stream()
                .map(rule -> List.copyOf(rule.getInputEntries()))
                .filter(entries -> column < entries.size())
                .map(entries -> entries.get(column).getTextContent())
                .toList();
    }

    private static Stream<Object> values(String type, List<String> cells) {
        return switch (type) {
            case "integer", "long" -> numbers(cells);
            case "double", "number" -> Stream.concat(numbers(cells), fractions(cells));
            case "boolean" -> Stream.of(true, false);
            default -> texts(cells);
        };
    }

    private static Stream<Object> numbers(List<String> cells) {
        var limits = cells.stream()
                .flatMap(cell -> NUMBER.matcher(cell).results().map(MatchResult::group))
                .map(text -> new BigDecimal(text).longValue())
                .flatMap(limit -> Stream.of(limit - 1, limit, limit + 1));
        return Stream.concat(Stream.of(0L, 1L), limits);
    }

    /** The limits and the numbers between them. */
    private static Stream<Object> fractions(List<String> cells) {
        var limits = cells.stream()
                .flatMap(cell -> NUMBER.matcher(cell).results().map(MatchResult::group))
                .map(Double::valueOf)
                .distinct()
                .sorted()
                .toList();
        return Stream.concat(
                limits.stream(),
                IntStream.range(1, limits.size()).mapToObj(index -> (limits.get(index - 1) + limits.get(index)) / 2));
    }

    /** One text of those that stand in the same cells, such as a long list of countries. */
    private static Stream<Object> texts(List<String> cells) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            for (var found : TEXT.matcher(cells.get(cell)).results().toList()) {
                places.computeIfAbsent(found.group(1), none -> new ArrayList<>())
                        .add(cell);
            }
        }
        Map<List<Integer>, String> byPlaces = new LinkedHashMap<>();
        places.forEach((text, at) -> byPlaces.putIfAbsent(at, text));
        return Stream.concat(byPlaces.values().stream(), Stream.of(OTHER_TEXT));
    }
}

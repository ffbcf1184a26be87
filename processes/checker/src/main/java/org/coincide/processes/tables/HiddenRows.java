package org.coincide.processes.tables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;

/**
 * Rows of a decision table that decide nothing, since no input matches them or the rows above them match each of their inputs. Each cell is
 * evaluated by the engine's own implementation, with values at and beside each limit of its column.
 */
public final class HiddenRows {

    /** More would take seconds, and the memory of the server that checks a model. */
    private static final int MAX_COMBINATIONS = 50_000;

    private final List<Rule> rules;
    /** For each variable the rows that match each of its sampled values. */
    private final List<List<BitSet>> matches;

    private final BitSet matched = new BitSet();
    private final BitSet decisive = new BitSet();
    private final Set<Map.Entry<Integer, BitSet>> visited = new HashSet<>();

    /**
     * A row that decides nothing.
     *
     * @param above the row that matches all of its inputs; null if only several rows together do
     * @param matches whether any input matches it
     */
    public record Hidden(String row, String above, boolean matches) {}

    private HiddenRows(List<Rule> rules, List<List<BitSet>> matches) {
        this.rules = rules;
        this.matches = matches;
    }

    /**
     * The hidden rows of a table whose cells are constants. A table with another hit policy than FIRST or ANY hides none. Of a table with too
     * many combinations of values, none is known.
     */
    public static List<Hidden> of(DecisionTable table) {
        var samples = TableSamples.of(table);
        if (!Set.of(HitPolicy.FIRST, HitPolicy.ANY).contains(table.getHitPolicy())
                || !samples.areNamed()
                || table.getRules().stream()
                        .anyMatch(rule -> rule.getOutputEntries().isEmpty())) {
            return List.of();
        }
        try {
            var found = new HiddenRows(List.copyOf(table.getRules()), matches(table, samples.values()));
            var all = new BitSet();
            all.set(0, found.rules.size());
            found.visit(0, all);
            return found.isWhole() ? found.hidden() : List.of();
        } catch (DmnEngineException invalid) {
            // Another convention reports the cell.
            return List.of();
        }
    }

    /** Visits each combination of values; those that leave the same rows are visited once. */
    private void visit(int variable, BitSet rows) {
        if (rows.isEmpty() || !isWhole() || !visited.add(Map.entry(variable, rows))) {
            return;
        }
        if (variable == matches.size()) {
            matched.or(rows);
            decisive.set(rows.nextSetBit(0));
            return;
        }
        for (var matching : matches.get(variable)) {
            var left = (BitSet) rows.clone();
            left.and(matching);
            visit(variable + 1, left);
        }
    }

    private boolean isWhole() {
        return visited.size() <= MAX_COMBINATIONS;
    }

    private List<Hidden> hidden() {
        return IntStream.range(0, rules.size())
                .filter(row -> !decisive.get(row))
                .mapToObj(row -> new Hidden(
                        rules.get(row).getId(),
                        above(row).map(other -> rules.get(other).getId()).orElse(null),
                        matched.get(row)))
                .toList();
    }

    private Optional<Integer> above(int row) {
        return IntStream.range(0, row)
                .filter(other -> matches.stream()
                        .flatMap(List::stream)
                        .noneMatch(matching -> matching.get(row) && !matching.get(other)))
                .boxed()
                .findFirst();
    }

    private static List<List<BitSet>> matches(DecisionTable table, Map<String, List<Object>> values) {
        var all = new ArrayList<List<BitSet>>();
        Map<String, Object> some = new LinkedHashMap<>();
        values.forEach((variable, samples) -> some.put(variable, samples.get(0)));
        values.forEach((variable, samples) -> {
            var numbered = numbered(table, variable);
            var decision = TableSamples.ENGINE.parseDecision(((DmnElement) table.getParentElement()).getId(), numbered);
            var ofVariable = new ArrayList<BitSet>();
            for (var sample : samples) {
                var input = new LinkedHashMap<>(some);
                input.put(variable, sample);
                var rows = new BitSet();
                TableSamples.ENGINE
                        .evaluateDecisionTable(decision, input)
                        .forEach(result -> rows.set(((Number) result.getFirstEntry()).intValue()));
                ofVariable.add(rows);
            }
            all.add(ofVariable);
        });
        return all;
    }

    /** A copy of the table in which only the cells of one variable are conditions, and in which each row results in its number. */
    private static DmnModelInstance numbered(DecisionTable table, String variable) {
        var model = (DmnModelInstance) table.getModelInstance();
        var copy = model.clone();
        DecisionTable numbered = copy.getModelElementById(table.getId());
        numbered.setHitPolicy(HitPolicy.RULE_ORDER);
        numbered.removeAttribute("aggregation");
        var inputs = List.copyOf(numbered.getInputs());
        var output = numbered.getOutputs().iterator().next();
        output.setTypeRef("integer");
        var rows = List.copyOf(numbered.getRules());
        for (int row = 0; row < rows.size(); row++) {
            var cells = List.copyOf(rows.get(row).getInputEntries());
            for (int column = 0; column < Math.min(inputs.size(), cells.size()); column++) {
                if (!TableSamples.variable(inputs.get(column)).equals(variable)) {
                    cells.get(column).setText(text(copy, ""));
                }
            }
            rows.get(row).getOutputEntries().iterator().next().setText(text(copy, String.valueOf(row)));
        }
        return copy;
    }

    private static Text text(DmnModelInstance model, String content) {
        var text = model.newInstance(Text.class);
        text.setTextContent(content);
        return text;
    }
}

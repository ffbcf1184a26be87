package org.coincide.processes.situations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.tables.TableSamples;

/** Compares the results of decision tables before and after a change: a changed number breaks no rule, and changes no path. */
final class ChangedDecisions {

    private ChangedDecisions() {}

    /** The different results by the name of the decision, each with an input. */
    static Map<String, List<String>> compare(ModelSet before, ModelSet after) {
        var differences = new TreeMap<String, List<String>>();
        var decisions = decisions(before);
        decisions(after).forEach((id, decision) -> {
            var lines = decisions.containsKey(id) ? lines(decisions.get(id), decision) : List.<String>of();
            if (!lines.isEmpty()) {
                differences.put("results of the table " + id, lines);
            }
        });
        return differences;
    }

    private static Map<String, Decision> decisions(ModelSet models) {
        return models.decisions().values().stream()
                .flatMap(model -> model.getModelElementsByType(Decision.class).stream())
                .filter(decision ->
                        !decision.getChildElementsByType(DecisionTable.class).isEmpty())
                .collect(Collectors.toMap(Decision::getId, decision -> decision, (one, other) -> one));
    }

    /** A table with a cell that cannot be read fails. */
    private static List<String> lines(Decision before, Decision after) {
        try {
            return changes(before, after);
        } catch (RuntimeException failure) {
            return List.of("+ cannot be compared: " + failure.getMessage());
        }
    }

    private static List<String> changes(Decision before, Decision after) {
        var lines = new ArrayList<String>();
        TableSamples.differences(before, after).forEach((sample, results) -> {
            var input = sample.entrySet().stream()
                    .map(value -> value.getKey() + " = " + value.getValue())
                    .collect(Collectors.joining(", "));
            Stream.of("- " + input + ": " + results.get(0), "+ " + input + ": " + results.get(1))
                    .forEach(lines::add);
        });
        return lines;
    }
}

package org.coincide.processes.paths.graph;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ProcessStart;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/**
 * Finds comparisons with a number that the server sets, such as the number of consignments, of which no declared example gives one of the
 * answers: the path check would not explore the paths of this answer. Other numbers cannot be tried, since records depend on them.
 */
final class UndecidedComparisons {

    private final Map<String, Set<Long>> examples = new TreeMap<>();

    UndecidedComparisons(ServerInterface server) {
        Stream.concat(
                        server.delegates().values().stream().map(DelegateDeclaration::outcomes),
                        server.starts().stream().map(ProcessStart::outcomes))
                .flatMap(List::stream)
                .map(TaskOutcome::variables)
                .flatMap(variables -> variables.entrySet().stream())
                .filter(variable -> variable.getValue() instanceof Number)
                .forEach(variable -> examples.computeIfAbsent(variable.getKey(), none -> new TreeSet<>())
                        .add(((Number) variable.getValue()).longValue()));
    }

    /** @throws UnsupportedModelException if a node has such a comparison */
    void refuse(ProcessNode node) {
        Stream.concat(
                        VariableRelevance.decidingExpressions(node),
                        VariableRelevance.mappings(node).map(VariableMapping::source))
                .forEach(expression -> examples.forEach((variable, tried) -> {
                    if (expression.variables().contains(variable)
                            && ComparedValues.comparisons(expression.toString(), variable).stream()
                                    .anyMatch(comparison -> isUndecided(comparison, variable, tried))) {
                        throw new UnsupportedModelException(
                                node.file,
                                node.id,
                                "compares " + variable + " with a number in " + expression
                                        + ", but the path check tries only " + texts(tried)
                                        + ", for which an answer does not occur; let a decision table compare it: each"
                                        + " of its results is checked");
                    }
                }));
    }

    /** Smaller numbers than the least example do not occur. */
    private static boolean isUndecided(String comparison, String variable, Set<Long> tried) {
        var numbers = ComparedValues.of(List.of(comparison), variable).stream()
                .filter(value -> value instanceof Long number && tried.stream().anyMatch(least -> least <= number))
                .toList();
        if (numbers.isEmpty()) {
            return false;
        }
        var expression = new JuelExpression("${" + comparison + "}");
        var answers = tried.stream().map(number -> answer(expression, number)).collect(Collectors.toSet());
        return numbers.stream().anyMatch(number -> !answers.contains(answer(expression, number)));
    }

    private static boolean answer(JuelExpression comparison, Object number) {
        return comparison.isTrue(name -> number);
    }

    private static String texts(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }
}

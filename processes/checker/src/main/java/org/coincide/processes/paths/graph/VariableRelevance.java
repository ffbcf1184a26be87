package org.coincide.processes.paths.graph;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.coincide.processes.paths.expression.JuelExpression;

/**
 * Finds the variables that can influence the path of a token: those that a condition reads, and those that they are mapped from. The
 * path check ignores all others, so that states that differ in nothing else are explored once.
 */
final class VariableRelevance {

    private final List<ProcessNode> nodes;

    VariableRelevance(List<ProcessNode> nodes) {
        this.nodes = nodes;
    }

    Set<String> variables() {
        var relevant = new TreeSet<String>();
        nodes.stream()
                .flatMap(VariableRelevance::decidingExpressions)
                .flatMap(expression -> expression.variables().stream())
                .forEach(relevant::add);
        var before = -1;
        while (before < relevant.size()) {
            before = relevant.size();
            nodes.stream()
                    .flatMap(VariableRelevance::mappings)
                    .filter(mapping -> relevant.contains(mapping.target()))
                    .forEach(mapping -> relevant.addAll(mapping.source().variables()));
            nodes.stream()
                    .map(node -> node.multiInstance)
                    .filter(multiInstance -> multiInstance != null
                            && multiInstance.elementVariable() != null
                            && relevant.contains(multiInstance.elementVariable()))
                    .forEach(multiInstance ->
                            relevant.addAll(multiInstance.cardinality().variables()));
        }
        return relevant;
    }

    /** All expressions that decide the path of a token. */
    List<JuelExpression> conditions() {
        return nodes.stream().flatMap(VariableRelevance::decidingExpressions).toList();
    }

    static Stream<JuelExpression> decidingExpressions(ProcessNode node) {
        return Stream.concat(node.outgoing.stream().map(OutgoingFlow::condition), repetition(node))
                .filter(Objects::nonNull);
    }

    /** The expressions that decide how often a multi-instance activity is repeated. */
    static Stream<JuelExpression> repetition(ProcessNode node) {
        return node.multiInstance == null
                ? Stream.empty()
                : Stream.of(node.multiInstance.cardinality(), node.multiInstance.completionCondition())
                        .filter(Objects::nonNull);
    }

    static Stream<VariableMapping> mappings(ProcessNode node) {
        return Stream.of(node.inputs, node.outputs, node.callInputs, node.callOutputs)
                .flatMap(List::stream);
    }
}

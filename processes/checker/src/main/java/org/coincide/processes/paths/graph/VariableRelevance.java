package org.coincide.processes.paths.graph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
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

    /** Variables that a user task sets and that exactly one gateway reads. */
    Set<String> answersReadOnce() {
        var answers = new TreeSet<String>();
        nodes.stream()
                .filter(node -> node.type == NodeType.USER_TASK)
                .flatMap(node -> node.outcomes.stream())
                .forEach(outcome -> answers.addAll(outcome.variables().keySet()));
        answers.removeIf(answer -> readers(answer).size() != 1 || isMapped(answer));
        return answers;
    }

    /**
     * The nodes from which a token can reach a node that reads this variable. At all other nodes its value is of no importance any more.
     * Empty if the variable is passed on, so that its reader is not known.
     */
    Optional<Set<ProcessNode>> readLater(String variable) {
        if (isMapped(variable)) {
            return Optional.empty();
        }
        var before = predecessors();
        var reached = new HashSet<ProcessNode>();
        var open = new ArrayDeque<>(readers(variable));
        while (!open.isEmpty()) {
            var node = open.pop();
            if (reached.add(node)) {
                open.addAll(before.getOrDefault(node, Set.of()));
            }
        }
        return Optional.of(reached);
    }

    /** For each node those from which a token can come directly: along a flow, by a boundary event, into and out of a sub-process. */
    private Map<ProcessNode, Set<ProcessNode>> predecessors() {
        var before = new HashMap<ProcessNode, Set<ProcessNode>>();
        BiConsumer<ProcessNode, ProcessNode> from = (source, target) ->
                before.computeIfAbsent(target, none -> new HashSet<>()).add(source);
        for (var node : nodes) {
            node.flows().forEach(flow -> from.accept(node, flow.target()));
            node.boundaryEvents.forEach(event -> from.accept(node, event));
            if (node.body != null && node.type != NodeType.CALL_ACTIVITY) {
                for (var inner : node.body.nodes.values()) {
                    from.accept(node, inner);
                    from.accept(inner, node);
                }
            }
            // An event sub-process can start from anywhere in its process.
            if (node.type == NodeType.EVENT_SUB_PROCESS) {
                nodes.stream().filter(other -> other.file.equals(node.file)).forEach(other -> from.accept(other, node));
            }
        }
        return before;
    }

    private boolean isMapped(String variable) {
        return nodes.stream()
                .flatMap(VariableRelevance::mappings)
                .anyMatch(mapping -> mapping.source().variables().contains(variable));
    }

    private List<ProcessNode> readers(String variable) {
        return nodes.stream()
                .filter(node -> decidingExpressions(node)
                        .anyMatch(expression -> expression.variables().contains(variable)))
                .toList();
    }

    static Stream<JuelExpression> decidingExpressions(ProcessNode node) {
        var multiInstance = node.multiInstance == null
                ? Stream.<JuelExpression>empty()
                : Stream.of(node.multiInstance.cardinality(), node.multiInstance.completionCondition());
        return Stream.concat(node.outgoing.stream().map(OutgoingFlow::condition), multiInstance)
                .filter(Objects::nonNull);
    }

    static Stream<VariableMapping> mappings(ProcessNode node) {
        return Stream.of(node.inputs, node.outputs, node.callInputs, node.callOutputs)
                .flatMap(List::stream);
    }
}

package org.coincide.processes.paths.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;
import org.coincide.processes.server.TradeCondition;

/**
 * Finds for each node the variables that a token there can no longer read, since no reader is reachable or every way there sets the
 * variable anew. The path check removes them, so that states that differ in nothing else are explored once.
 */
final class VariableLiveness {

    private final ServerInterface server;
    private final List<ProcessNode> nodes;
    /** Variables that some element has as its own: setting one can leave that of the process as it was. */
    private final Set<String> local = new HashSet<>(Set.of("loopCounter"));

    private final Map<ProcessNode, Set<ProcessNode>> beforeFlows = new HashMap<>();
    private final Map<ProcessNode, Set<ProcessNode>> beforeEvents = new HashMap<>();

    private VariableLiveness(ProcessGraphs graphs) {
        this.server = graphs.server();
        this.nodes = graphs.nodes().toList();
        nodes.forEach(this::connect);
        for (var node : nodes) {
            node.inputs.forEach(mapping -> local.add(mapping.target()));
            if (node.multiInstance != null) {
                local.add(node.multiInstance.elementVariable());
            }
        }
    }

    /** Marks the nodes of these graphs with those of the variables that a token there cannot read. */
    static void mark(ProcessGraphs graphs, Collection<String> variables) {
        var liveness = new VariableLiveness(graphs);
        liveness.nodes.forEach(VariableLiveness::markReturned);
        var remainders = graphs.graphs()
                .map(graph -> graph.remainder)
                .filter(remainder -> remainder != null)
                .toList();
        for (var variable : variables) {
            // A message depends on the value of a decision, whoever reads it.
            if (!graphs.server().decisions().contains(variable)) {
                var live = liveness.readers(variable);
                Stream.concat(liveness.nodes.stream(), remainders.stream())
                        .filter(node -> !live.contains(node))
                        .forEach(node -> node.unread.add(variable));
            }
        }
    }

    /** A call reads the variables that it returns when the called process has ended, whatever its tokens read. */
    private static void markReturned(ProcessNode call) {
        if (call.body != null) {
            call.callOutputs.forEach(
                    mapping -> call.body.returned.addAll(mapping.source().variables()));
        }
    }

    /** Connects a node with those that a token can reach directly: along a flow, by an event, into and out of a sub-process. */
    private void connect(ProcessNode node) {
        node.flows().forEach(flow -> add(beforeFlows, flow.target(), node));
        node.boundaryEvents.forEach(event -> add(beforeEvents, event, node));
        if (node.body != null && node.type != NodeType.CALL_ACTIVITY) {
            for (var inner : node.body.nodes.values()) {
                add(beforeEvents, inner, node);
                add(beforeEvents, node, inner);
            }
        }
        // An event sub-process can start from anywhere in its process, and compensation can reach each handler.
        if (node.type == NodeType.EVENT_SUB_PROCESS) {
            nodes.stream()
                    .filter(other -> other.file.equals(node.file))
                    .forEach(other -> add(beforeEvents, node, other));
        }
        if (node.type == NodeType.COMPENSATION) {
            nodes.stream()
                    .filter(other -> other.compensationHandler != null)
                    .forEach(other -> add(beforeEvents, other.compensationHandler, node));
        }
    }

    private static void add(Map<ProcessNode, Set<ProcessNode>> before, ProcessNode node, ProcessNode predecessor) {
        before.computeIfAbsent(node, none -> new HashSet<>()).add(predecessor);
    }

    /** The nodes from which a token can reach a reader of the variable before the variable is set anew. */
    private Set<ProcessNode> readers(String variable) {
        var reached = new HashSet<ProcessNode>();
        var open = new ArrayDeque<ProcessNode>();
        Predicate<ProcessNode> sets = node -> alwaysSets(node, variable);
        nodes.stream()
                .filter(node -> readsOnEntry(node, variable) || !sets.test(node) && readsOnLeave(node, variable))
                .forEach(open::push);
        while (!open.isEmpty()) {
            var node = open.pop();
            if (reached.add(node)) {
                beforeFlows.getOrDefault(node, Set.of()).stream()
                        .filter(sets.negate())
                        .forEach(open::push);
                open.addAll(beforeEvents.getOrDefault(node, Set.of()));
            }
        }
        return reached;
    }

    private static boolean readsOnEntry(ProcessNode node, String variable) {
        return isMappedBy(node.inputs, variable)
                || isMappedBy(node.callInputs, variable)
                || VariableRelevance.repetition(node)
                        .anyMatch(expression -> expression.variables().contains(variable));
    }

    private static boolean readsOnLeave(ProcessNode node, String variable) {
        return isMappedBy(node.outputs, variable)
                || node.outgoing.stream()
                        .anyMatch(flow -> flow.condition() != null
                                && flow.condition().variables().contains(variable));
    }

    private static boolean isMappedBy(List<VariableMapping> mappings, String variable) {
        return mappings.stream()
                .anyMatch(mapping -> mapping.source().variables().contains(variable));
    }

    /** Returns whether a token that waits at the node sets the variable of its process before it leaves along a flow. */
    private boolean alwaysSets(ProcessNode node, String variable) {
        if (node.asyncAfter || node.multiInstance != null || local.contains(variable)) {
            return false;
        }
        return setsOnArrival(node, variable)
                || node.outcomes.stream()
                                .allMatch(outcome -> outcome.variables().containsKey(variable))
                        && node.outcomes.stream()
                                .map(TaskOutcome::condition)
                                .anyMatch(condition -> condition == TradeCondition.ALWAYS);
    }

    private boolean setsOnArrival(ProcessNode node, String variable) {
        var message = node.trigger == null || node.trigger.type() != EventTrigger.Type.MESSAGE
                ? null
                : server.messages().get(node.trigger.name());
        return message != null
                && (node.type == NodeType.BOUNDARY_EVENT || node.type == NodeType.CATCH_EVENT)
                && message.variables().contains(variable);
    }
}

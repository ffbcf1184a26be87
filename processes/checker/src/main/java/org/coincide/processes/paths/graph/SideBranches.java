package org.coincide.processes.paths.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.processes.paths.lifecycle.RecordRule;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;
import org.coincide.processes.server.TradeCondition;

/**
 * Finds the side branches of a model set: branches of non-interrupting events and of parallel gateways that depend on nothing that runs
 * beside them and change nothing there. The path check explores such a branch once, since it ends in the same way whatever happens
 * meanwhile.
 */
final class SideBranches {

    /**
     * The begin of a branch.
     *
     * @param at the non-interrupting event, or the parallel gateway
     * @param flow the flow that leaves the gateway; null for an event
     */
    private record Begin(ProcessNode at, OutgoingFlow flow) {

        ProcessNode first() {
            return flow == null ? at : flow.target();
        }
    }

    private static final Set<NodeType> WAITING =
            EnumSet.of(NodeType.USER_TASK, NodeType.CATCH_EVENT, NodeType.EVENT_BASED_GATEWAY);

    private final ServerInterface server;
    private final List<ProcessNode> nodes;
    private final Map<Begin, Set<ProcessNode>> branches = new LinkedHashMap<>();
    private final Map<ProcessNode, String> dependences = new LinkedHashMap<>();

    private SideBranches(ProcessGraphs graphs) {
        this.server = graphs.server();
        this.nodes = graphs.nodes().toList();
    }

    /** Marks the side branches of these graphs; returns the reason why each other non-interrupting event is none. */
    static Map<ProcessNode, String> mark(ProcessGraphs graphs) {
        var found = new SideBranches(graphs);
        found.find();
        found.branches.forEach(SideBranches::mark);
        graphs.graphs().forEach(SideBranches::markRemainder);
        return found.dependences;
    }

    private static void mark(Begin begin, Set<ProcessNode> branch) {
        var lasting = withCalled(branch, new LinkedHashSet<>()).stream().anyMatch(SideBranches::isWaitState);
        var sideBranch = new SideBranch(begin.first(), reads(branch), lasting);
        if (begin.flow() == null) {
            begin.at().sideBranch = sideBranch;
        } else if (begin.at().sideFlows.size() < begin.at().outgoing.size() - 1) {
            var flows = new LinkedHashMap<>(begin.at().sideFlows);
            flows.put(begin.flow(), sideBranch);
            begin.at().sideFlows = flows;
        }
    }

    private static boolean isWaitState(ProcessNode node) {
        return WAITING.contains(node.type)
                || node.asyncBefore
                || node.asyncAfter
                || node.multiInstance != null
                        && (node.multiInstance.asyncBeforeEach() || node.multiInstance.asyncAfterEach());
    }

    /** The remainder stands for side branches that are still active when all other branches of their scope have ended. */
    private static void markRemainder(ProcessGraph graph) {
        graph.nodes.values().stream()
                .filter(node -> Stream.concat(Stream.ofNullable(node.sideBranch), node.sideFlows.values().stream())
                        .anyMatch(SideBranch::lasting))
                .findFirst()
                .ifPresent(node -> graph.remainder = new ProcessNode(node.file, node.id, NodeType.USER_TASK));
    }

    private void find() {
        nodes.stream().flatMap(SideBranches::begins).forEach(begin -> branches.put(begin, branchOf(begin.first())));
        boolean changed;
        do {
            changed = branches.entrySet().removeIf(branch -> {
                var dependence = dependence(branch.getKey(), branch.getValue());
                dependence
                        .filter(reason -> branch.getKey().flow() == null)
                        .ifPresent(reason -> dependences.put(branch.getKey().at(), reason));
                return dependence.isPresent();
            });
        } while (changed);
    }

    private static Stream<Begin> begins(ProcessNode node) {
        if (node.type == NodeType.PARALLEL_GATEWAY && node.outgoing.size() > 1) {
            return node.outgoing.stream().map(flow -> new Begin(node, flow));
        }
        var isNonInterrupting = !node.interrupting
                && node.trigger != null
                && (node.type == NodeType.BOUNDARY_EVENT || node.type == NodeType.EVENT_SUB_PROCESS);
        return isNonInterrupting ? Stream.of(new Begin(node, null)) : Stream.empty();
    }

    /** The nodes that a token of the branch can reach in the process of the event. */
    private static Set<ProcessNode> branchOf(ProcessNode first) {
        var reached = new LinkedHashSet<ProcessNode>();
        var open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            var node = open.remove(open.size() - 1);
            if (reached.add(node)) {
                node.flows().map(OutgoingFlow::target).forEach(open::add);
                open.addAll(node.boundaryEvents);
                if (node.body != null && node.type != NodeType.CALL_ACTIVITY) {
                    open.addAll(node.body.nodes.values());
                }
            }
        }
        return reached;
    }

    /** The reason why a branch depends on others or others on the branch; empty if neither does. */
    private Optional<String> dependence(Begin begin, Set<ProcessNode> branch) {
        return Stream.concat(
                        withCalled(branch, new LinkedHashSet<>()).stream().map(node -> dependence(node, begin, branch)),
                        Stream.of(sharedVariables(branch), join(begin, branch)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> dependence(ProcessNode node, Begin begin, Set<ProcessNode> branch) {
        if (!node.statuses.isEmpty()) {
            return Optional.of(node + " declares a status");
        }
        if (node.compensationHandler != null || node.type == NodeType.COMPENSATION) {
            return Optional.of(node + " takes part in compensation");
        }
        if (node.type == NodeType.ERROR || node.type == NodeType.UNSUPPORTED || isTerminating(node, begin.at())) {
            return Optional.of(node + " can end other branches");
        }
        if (node.type == NodeType.ESCALATION && isCaughtOutside(node.trigger.name(), branch)) {
            return Optional.of("an event that others depend on catches the escalation of " + node);
        }
        if (node == begin.at() && changesRecords(node)) {
            return Optional.of(node + " changes the records of the server");
        }
        return node != begin.at() && dependsOnTrade(node)
                ? Optional.of(node + " depends on the state of the trade")
                : Optional.empty();
    }

    /** A terminate event ends all branches of its scope; that of an event sub-process is the branch itself. */
    private static boolean isTerminating(ProcessNode node, ProcessNode begin) {
        return node.type == NodeType.TERMINATE && begin.type != NodeType.EVENT_SUB_PROCESS;
    }

    private boolean isCaughtOutside(String code, Set<ProcessNode> branch) {
        return nodes.stream()
                .filter(node -> node.trigger != null && node.trigger.takes(EventTrigger.Type.ESCALATION, code))
                .filter(node -> node.type == NodeType.BOUNDARY_EVENT || node.type == NodeType.EVENT_SUB_PROCESS)
                .anyMatch(catcher -> !branch.contains(catcher) && !branches.containsKey(new Begin(catcher, null)));
    }

    private boolean changesRecords(ProcessNode event) {
        var declared = event.trigger.type() == EventTrigger.Type.MESSAGE
                ? server.messages().get(event.trigger.name())
                : null;
        return declared != null && !declared.changes().isEmpty();
    }

    private boolean dependsOnTrade(ProcessNode node) {
        var awaitsMessage = node.trigger != null && node.trigger.type() == EventTrigger.Type.MESSAGE;
        return node.outcomes.stream().anyMatch(outcome -> dependsOnTrade(outcome, node))
                || awaitsMessage && dependsOnTrade(node.trigger.name())
                || node.multiInstance != null && node.multiInstance.splitsTrade();
    }

    private static boolean dependsOnTrade(TaskOutcome outcome, ProcessNode node) {
        return outcome.condition() != TradeCondition.ALWAYS
                || outcome.changes().stream()
                        .anyMatch(change -> !change.record().startsWith(RecordRule.DECISION))
                || outcome.error() != null
                        && node.boundaryFor(EventTrigger.Type.ERROR, outcome.error())
                                .isEmpty();
    }

    private boolean dependsOnTrade(String message) {
        var declared = server.messages().get(message);
        return declared != null
                && (declared.when() != TradeCondition.ALWAYS
                        || declared.decision() != null
                        || !declared.changes().isEmpty());
    }

    private Optional<String> sharedVariables(Set<ProcessNode> branch) {
        var outside = nodes.stream().filter(node -> !branch.contains(node)).toList();
        var shared = new TreeSet<>(writes(branch));
        shared.retainAll(reads(outside));
        writes(branch).stream().filter(server.decisions()::contains).forEach(shared::add);
        var read = reads(branch);
        writes(outside).stream().filter(read::contains).forEach(shared::add);
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of("other branches use the same variables " + String.join(", ", shared));
    }

    /** A branch that leads back into others, such as to a join, is none of its own. */
    private static Optional<String> join(Begin begin, Set<ProcessNode> branch) {
        Map<ProcessNode, Long> inside = branch.stream()
                .flatMap(ProcessNode::flows)
                .collect(Collectors.groupingBy(OutgoingFlow::target, Collectors.counting()));
        return branch.stream()
                .filter(node -> node.incoming
                        > inside.getOrDefault(node, 0L) + (begin.flow() != null && node == begin.first() ? 1 : 0))
                .findFirst()
                .map(node -> "other branches lead to " + node + ", too");
    }

    private static Set<ProcessNode> withCalled(Collection<ProcessNode> some, Set<ProcessNode> all) {
        for (var node : some) {
            if (all.add(node) && node.body != null) {
                withCalled(node.body.nodes.values(), all);
            }
        }
        return all;
    }

    private static Set<String> reads(Collection<ProcessNode> some) {
        var names = new TreeSet<String>();
        some.forEach(node -> {
            VariableRelevance.decidingExpressions(node).forEach(expression -> names.addAll(expression.variables()));
            VariableRelevance.mappings(node)
                    .forEach(mapping -> names.addAll(mapping.source().variables()));
        });
        return names;
    }

    /** Inputs are local to their scope and set before a branch of that scope begins. */
    private Set<String> writes(Collection<ProcessNode> some) {
        var names = new HashSet<String>();
        some.forEach(node -> {
            node.outcomes.forEach(outcome -> names.addAll(outcome.variables().keySet()));
            Stream.concat(node.outputs.stream(), node.callOutputs.stream())
                    .forEach(mapping -> names.add(mapping.target()));
            if (node.trigger != null && node.trigger.codeVariable() != null) {
                names.add(node.trigger.codeVariable());
            }
            if (node.trigger != null
                    && node.trigger.type() == EventTrigger.Type.MESSAGE
                    && server.messages().containsKey(node.trigger.name())) {
                names.addAll(server.messages().get(node.trigger.name()).variables());
            }
        });
        return names;
    }
}

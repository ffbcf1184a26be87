package org.coincide.processes.paths.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.MessageDeclaration;
import org.coincide.processes.server.ProcessStart;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/** The graphs of all processes of a model set, by identifier; call activities refer to the graph that they call. */
public final class ProcessGraphs {

    private final Map<String, ProcessGraph> processes = new LinkedHashMap<>();
    private final Set<String> relevant;
    private final OutsideValues outside;
    private final Set<String> taken = new HashSet<>();
    private final ServerInterface server;
    private final int maxInstances;
    private final Map<String, MessageDeclaration> messages;
    private final List<ProcessStart> laterStarts;

    /**
     * Reads the graphs of all processes.
     *
     * @throws UnsupportedModelException if an element is not supported or exceeds a limit
     */
    public ProcessGraphs(ModelSet models, ServerInterface server, CheckLimits limits) {
        this.server = server;
        this.maxInstances = limits.maxInstances();
        var outdated = new OutdatedDecisions(models, server);
        messages = new HashMap<>();
        server.messages().forEach((name, message) -> messages.put(name, message.changing(outdated.outdatedBy(name))));
        laterStarts = server.laterStarts();
        var outcomes = new TaskOutcomeReader(models, server, outdated, limits.maxAnswers());
        models.processes().values().forEach(model -> model.getModelElementsByType(Process.class)
                .forEach(process -> processes.put(process.getId(), new ProcessGraph(process.getId()))));
        models.processes().forEach((file, model) -> {
            var reader = new ProcessNodeReader(file, processes, outcomes);
            model.getModelElementsByType(Process.class).forEach(process -> new ProcessGraphReader(file, reader)
                    .read(process.getFlowElements(), processes.get(process.getId())));
        });
        nodes().filter(node -> node.multiInstance != null).forEach(ProcessGraphs::markSplit);
        var relevance = new VariableRelevance(nodes().toList());
        relevant = new HashSet<>(relevance.variables());
        outside = new OutsideValues(server, relevance.conditions(), relevant);
        nodes().filter(node -> node.worker != null).forEach(node -> node.outcomes = outside.of(node.worker));
        nodes().forEach(this::removeIrrelevant);
        nodes().forEach(new UndecidedComparisons(server)::refuse);
    }

    /**
     * Marks the side branches, which the path check then explores once.
     *
     * @return the other non-interrupting events, each with the reason why its branch is none
     */
    public Map<ProcessNode, String> markSideBranches() {
        return SideBranches.mark(this);
    }

    /** Marks the variables that no token can read any more, which the path check then removes. To be called after the side branches. */
    public void markUnreadVariables() {
        VariableLiveness.mark(this, relevant);
    }

    /** The graphs of all processes and sub-processes. */
    Stream<ProcessGraph> graphs() {
        return Stream.concat(
                processes.values().stream(),
                nodes().filter(node -> node.type != NodeType.CALL_ACTIVITY)
                        .map(node -> node.body)
                        .filter(Objects::nonNull));
    }

    private void removeIrrelevant(ProcessNode node) {
        node.inputs = relevant(node.inputs);
        node.outputs = relevant(node.outputs);
        node.callInputs = relevant(node.callInputs);
        node.callOutputs = relevant(node.callOutputs);
    }

    private List<VariableMapping> relevant(List<VariableMapping> mappings) {
        return mappings.stream().filter(mapping -> isRelevant(mapping.target())).toList();
    }

    /** The server that runs the processes. */
    public ServerInterface server() {
        return server;
    }

    /** The maximum number of instances of one multi-instance activity. */
    public int maxInstances() {
        return maxInstances;
    }

    /** The combinations of variables with which a process can start. */
    public List<TaskOutcome> outcomes(ProcessStart start) {
        return outside.of(start);
    }

    /** The combinations of variables that a message can set. */
    public List<TaskOutcome> outcomesOfMessage(String name) {
        return outside.of(name);
    }

    /** The declaration of a message; null if the server does not send it. */
    public MessageDeclaration message(String name) {
        return messages.get(name);
    }

    /** The processes that the server starts after the first. */
    public List<ProcessStart> laterStarts() {
        return laterStarts;
    }

    /** The graph of a process; null where there is none. */
    public ProcessGraph process(String id) {
        return processes.get(id);
    }

    public boolean has(String process) {
        return processes.containsKey(process);
    }

    /** Returns whether the value of this variable can influence the path of a token. */
    public boolean isRelevant(String variable) {
        return relevant.contains(variable);
    }

    /** The identifiers of the elements that were visited on any path. */
    public Set<String> visited() {
        return nodes().filter(ProcessNode::isVisited).map(node -> node.id).collect(Collectors.toSet());
    }

    /** Records that a path takes a flow. */
    public void markTaken(OutgoingFlow flow) {
        taken.add(flow.id());
    }

    /** The identifiers of the flows that a gateway chooses on some path. */
    public Set<String> taken() {
        return Set.copyOf(taken);
    }

    /** All nodes of all processes. */
    public Stream<ProcessNode> nodes() {
        return processes.values().stream().flatMap(ProcessGraphs::nodes);
    }

    private static Stream<ProcessNode> nodes(ProcessGraph graph) {
        return graph.nodes.values().stream()
                .flatMap(node -> node.type == NodeType.SUB_PROCESS || node.type == NodeType.EVENT_SUB_PROCESS
                        ? Stream.concat(Stream.of(node), nodes(node.body))
                        : Stream.of(node));
    }

    /** A multi-instance activity that declares delivery or payment statuses splits the trade into parts. */
    private static void markSplit(ProcessNode node) {
        if (declaresPartStatus(List.of(node), new HashSet<>())) {
            node.multiInstance = node.multiInstance.splitting();
        }
    }

    private static boolean declaresPartStatus(List<ProcessNode> nodes, Set<ProcessNode> seen) {
        return nodes.stream()
                .filter(seen::add)
                .anyMatch(node -> node.statuses.stream().anyMatch(ProcessGraphs::isOfPart)
                        || node.body != null && declaresPartStatus(List.copyOf(node.body.nodes.values()), seen));
    }

    private static boolean isOfPart(DeclaredStatus status) {
        return !status.lifecycle().equals("order");
    }
}

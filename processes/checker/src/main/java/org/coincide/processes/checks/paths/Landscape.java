package org.coincide.processes.checks.paths;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.contract.Status;

/** All models of a set, read for the walk: their processes by identifier, with calls leading from one into another. */
final class Landscape {

    private final Map<String, Block> processes = new LinkedHashMap<>();
    private final Set<String> read;

    Landscape(ModelSet models) {
        models.processes().values().forEach(model -> model.getModelElementsByType(Process.class)
                .forEach(process -> processes.put(process.getId(), new Block(process.getId()))));
        models.processes().forEach((file, model) -> {
            var reader = new NodeReader(file, models, processes);
            model.getModelElementsByType(Process.class).forEach(process -> new BlockReader(reader)
                    .read(process.getFlowElements(), processes.get(process.getId())));
        });
        nodes().filter(node -> node.repetition != null).forEach(this::noteWhetherItSplits);
        var relevance = new Relevance(nodes().toList());
        read = new HashSet<>(relevance.variables());
        var readOnce = relevance.answersReadOnce();
        readOnce.removeAll(Server.decisions());
        nodes().forEach(node -> forgetWhatIsNotRead(node, readOnce));
    }

    /** What one gateway reads and nothing else, right behind the task whose answer it is, need not be remembered. */
    private void forgetWhatIsNotRead(Node node, Set<String> readOnce) {
        node.in = read(node.in);
        node.out = read(node.out);
        node.calledWith = read(node.calledWith);
        node.answers = read(node.answers);
        if (node.kind == Kind.DECIDE) {
            node.readLast = node.flows.stream()
                    .filter(flow -> flow.condition() != null)
                    .flatMap(flow -> flow.condition().variables().stream())
                    .filter(readOnce::contains)
                    .distinct()
                    .toList();
        }
    }

    private List<Assignment> read(List<Assignment> assignments) {
        return assignments.stream()
                .filter(assignment -> reads(assignment.target()))
                .toList();
    }

    Block process(String id) {
        return processes.get(id);
    }

    boolean has(String process) {
        return processes.containsKey(process);
    }

    /** Whether anything that a variable of this name holds can change where a token goes. */
    boolean reads(String variable) {
        return read.contains(variable);
    }

    /** The elements that some path came by. */
    Set<String> passed() {
        return nodes().filter(node -> node.passed).map(node -> node.id).collect(Collectors.toSet());
    }

    Stream<Node> nodes() {
        return processes.values().stream().flatMap(Landscape::nodes);
    }

    private static Stream<Node> nodes(Block block) {
        return block.nodes.values().stream()
                .flatMap(node -> node.kind == Kind.INSIDE || node.kind == Kind.EVENT_INSIDE
                        ? Stream.concat(Stream.of(node), nodes(node.inside))
                        : Stream.of(node));
    }

    /** A repetition that says how goods or money stand is about the parts of a trade. */
    private void noteWhetherItSplits(Node node) {
        if (says(List.of(node), new HashSet<>())) {
            node.repetition = node.repetition.ofParts();
        }
    }

    private static boolean says(List<Node> nodes, Set<Node> seen) {
        return nodes.stream()
                .filter(seen::add)
                .anyMatch(node -> node.says.stream().anyMatch(Landscape::isOfAPart)
                        || node.inside != null && says(List.copyOf(node.inside.nodes.values()), seen));
    }

    private static boolean isOfAPart(Status status) {
        return !status.lifecycle().equals("order");
    }
}

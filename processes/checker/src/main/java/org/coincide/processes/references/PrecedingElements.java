package org.coincide.processes.references;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The elements that can have ended, or begun, before a token reaches an element of the same process. */
public final class PrecedingElements {

    /** Ends the identifier of a sub-process that has begun; without it, the identifier stands for one that has ended. */
    private static final String BEGIN = "#";

    private final Map<String, Set<String>> before = new HashMap<>();

    private PrecedingElements(Process process) {
        elements(process, FlowNode.class).forEach(this::addNode);
        elements(process, SequenceFlow.class)
                .filter(flow -> flow.getSource() != null && flow.getTarget() != null)
                .forEach(flow -> add(begin(flow.getTarget()), flow.getSource().getId()));
        elements(process, BoundaryEvent.class)
                .filter(event -> event.getAttachedTo() != null)
                .forEach(event -> add(event.getId(), event.getAttachedTo().getId()));
        addCompensation(process);
    }

    public static PrecedingElements of(Process process) {
        return new PrecedingElements(process);
    }

    /** The identifiers of the elements before an element, and its own; empty if it is not in the process. */
    public Set<String> of(String element) {
        var found = new HashSet<String>();
        var open = new ArrayDeque<>(before.containsKey(element) ? List.of(element) : List.<String>of());
        while (!open.isEmpty()) {
            var next = open.pop();
            if (found.add(next)) {
                open.addAll(before.getOrDefault(next, Set.of()));
            }
        }
        found.addAll(found.stream().map(id -> id.replace(BEGIN, "")).toList());
        return found;
    }

    private void addNode(FlowNode node) {
        before.computeIfAbsent(node.getId(), none -> new HashSet<>());
        if (!(node instanceof SubProcess inside)) {
            return;
        }
        add(node.getId(), begin(node));
        elements(inside, FlowNode.class).forEach(inner -> add(node.getId(), inner.getId()));
        inside.getChildElementsByType(StartEvent.class).forEach(start -> add(start.getId(), begin(node)));
        if (inside.triggeredByEvent()) {
            addEvent(inside);
        }
    }

    /** An event sub-process can begin wherever the tokens of its scope are. */
    private void addEvent(SubProcess event) {
        var scope = event.getParentElement();
        var inside = elements(event, FlowNode.class).toList();
        elements(scope, FlowNode.class)
                .filter(node -> !node.equals(event) && !inside.contains(node))
                .forEach(node -> add(begin(event), node.getId()));
        if (scope instanceof SubProcess outer) {
            add(begin(event), begin(outer));
        }
    }

    /** A handler runs while the event that compensates waits for it. */
    private void addCompensation(Process process) {
        var throwing = elements(process, ThrowEvent.class)
                .filter(event -> !event.getChildElementsByType(CompensateEventDefinition.class)
                        .isEmpty())
                .toList();
        elements(process, Association.class)
                .filter(line -> line.getSource() instanceof BoundaryEvent && line.getTarget() instanceof FlowNode)
                .forEach(line -> {
                    add(begin((FlowNode) line.getTarget()), line.getSource().getId());
                    throwing.forEach(event -> {
                        add(begin((FlowNode) line.getTarget()), event.getId());
                        add(event.getId(), line.getTarget().getId());
                    });
                });
    }

    private void add(String element, String predecessor) {
        before.computeIfAbsent(element, none -> new HashSet<>()).add(predecessor);
    }

    private static String begin(FlowNode node) {
        return node instanceof SubProcess ? node.getId() + BEGIN : node.getId();
    }

    /** The elements inside another one, at any depth. */
    private static <T extends BaseElement> Stream<T> elements(ModelElementInstance inside, Class<T> kind) {
        return inside.getModelInstance().getModelElementsByType(kind).stream()
                .filter(element -> isInside(element, inside));
    }

    private static boolean isInside(ModelElementInstance element, ModelElementInstance outer) {
        var parent = element.getParentElement();
        return parent != null && (parent.equals(outer) || isInside(parent, outer));
    }
}

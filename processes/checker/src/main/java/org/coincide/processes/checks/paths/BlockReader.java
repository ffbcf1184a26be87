package org.coincide.processes.checks.paths;

import java.util.Collection;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

/** Reads what is inside a process or a sub-process. */
final class BlockReader {

    private final NodeReader reader;

    BlockReader(NodeReader reader) {
        this.reader = reader;
    }

    void read(Collection<FlowElement> elements, Block block) {
        elements.stream()
                .filter(FlowNode.class::isInstance)
                .map(FlowNode.class::cast)
                .forEach(element -> add(element, block));
        elements.stream()
                .filter(BoundaryEvent.class::isInstance)
                .map(BoundaryEvent.class::cast)
                .forEach(boundary -> attach(boundary, block));
        elements.stream()
                .filter(SequenceFlow.class::isInstance)
                .map(SequenceFlow.class::cast)
                .forEach(flow -> connect(flow, block));
    }

    private void add(FlowNode element, Block block) {
        var node = reader.read(element);
        block.nodes.put(node.id, node);
        if (element instanceof StartEvent && block.start == null) {
            block.start = node;
        }
        if (element instanceof SubProcess subProcess) {
            node.inside = new Block(node.id);
            read(subProcess.getFlowElements(), node.inside);
        }
        if (node.kind == Kind.EVENT_INSIDE) {
            block.eventInsides.add(node);
            node.trigger = node.inside.start.trigger;
            node.interrupting = node.inside.start.interrupting;
        }
    }

    private static void attach(BoundaryEvent boundary, Block block) {
        var host = block.nodes.get(boundary.getAttachedTo().getId());
        var event = block.nodes.get(boundary.getId());
        if (event.trigger != null && event.trigger.type() == Trigger.Type.COMPENSATION) {
            boundary.getModelInstance().getModelElementsByType(Association.class).stream()
                    .map(Association.class::cast)
                    .filter(line -> boundary.equals(line.getSource()))
                    .map(Association::getTarget)
                    .map(BaseElement::getId)
                    .forEach(handler -> host.undoneBy = block.nodes.get(handler));
        } else {
            host.boundaries.add(event);
        }
    }

    private static void connect(SequenceFlow flow, Block block) {
        var source = block.nodes.get(flow.getSource().getId());
        var target = block.nodes.get(flow.getTarget().getId());
        var condition = flow.getConditionExpression() == null
                ? null
                : NodeReader.term(source, flow.getConditionExpression().getTextContent());
        var way = new Flow(flow.getId(), target, condition);
        if (flow.getId().equals(flow.getSource().getAttributeValue("default"))) {
            source.otherwise = way;
        } else {
            source.flows.add(way);
        }
        target.incoming++;
    }
}

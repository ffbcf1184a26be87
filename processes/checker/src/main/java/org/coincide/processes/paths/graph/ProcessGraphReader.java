package org.coincide.processes.paths.graph;

import java.util.Collection;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

/** Reads the elements of a process or a sub-process into a graph. */
final class ProcessGraphReader {

    private final String file;
    private final ProcessNodeReader reader;

    ProcessGraphReader(String file, ProcessNodeReader reader) {
        this.file = file;
        this.reader = reader;
    }

    void read(Collection<FlowElement> elements, ProcessGraph graph) {
        elements.stream()
                .filter(FlowNode.class::isInstance)
                .map(FlowNode.class::cast)
                .forEach(element -> add(element, graph));
        elements.stream()
                .filter(BoundaryEvent.class::isInstance)
                .map(BoundaryEvent.class::cast)
                .forEach(boundary -> attach(boundary, graph));
        elements.stream()
                .filter(SequenceFlow.class::isInstance)
                .map(SequenceFlow.class::cast)
                .forEach(flow -> connect(flow, graph));
    }

    private void add(FlowNode element, ProcessGraph graph) {
        var node = reader.read(element);
        graph.nodes.put(node.id, node);
        if (element instanceof StartEvent && graph.start == null) {
            graph.start = node;
        }
        if (element instanceof SubProcess subProcess) {
            node.body = new ProcessGraph(node.id);
            read(subProcess.getFlowElements(), node.body);
        }
        if (node.type == NodeType.EVENT_SUB_PROCESS) {
            if (node.body.start == null) {
                throw new UnsupportedModelException(
                        node.file, node.id, "has no start event; add one, or remove the element");
            }
            graph.eventSubProcesses.add(node);
            node.trigger = node.body.start.trigger;
            node.interrupting = node.body.start.interrupting;
        }
    }

    private void attach(BoundaryEvent boundary, ProcessGraph graph) {
        var host = node(boundary.getAttachedTo(), boundary.getId(), "is attached to", graph);
        var event = graph.nodes.get(boundary.getId());
        if (event.trigger != null && event.trigger.type() == EventTrigger.Type.COMPENSATION) {
            boundary.getModelInstance().getModelElementsByType(Association.class).stream()
                    .map(Association.class::cast)
                    .filter(line -> boundary.equals(line.getSource()))
                    .map(Association::getTarget)
                    .map(BaseElement::getId)
                    .forEach(handler -> host.compensationHandler = graph.nodes.get(handler));
        } else {
            host.boundaryEvents.add(event);
        }
    }

    private void connect(SequenceFlow flow, ProcessGraph graph) {
        var source = node(flow.getSource(), flow.getId(), "begins at", graph);
        var target = node(flow.getTarget(), flow.getId(), "ends at", graph);
        var condition = flow.getConditionExpression() == null
                ? null
                : ProcessNodeReader.expression(
                        source, flow.getConditionExpression().getTextContent());
        var outgoing = new OutgoingFlow(flow.getId(), target, condition);
        if (flow.getId().equals(flow.getSource().getAttributeValue("default"))) {
            source.defaultFlow = outgoing;
        } else {
            source.outgoing.add(outgoing);
        }
        target.incoming++;
    }

    private ProcessNode node(FlowNode element, String of, String relation, ProcessGraph graph) {
        var node = element == null ? null : graph.nodes.get(element.getId());
        if (node == null) {
            throw new UnsupportedModelException(
                    file, of, relation + " no element of its process; connect it again, or remove it");
        }
        return node;
    }
}

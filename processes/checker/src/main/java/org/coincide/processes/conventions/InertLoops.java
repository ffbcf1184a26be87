package org.coincide.processes.conventions;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.coincide.processes.references.ElementReferences;

/** Finds loops of elements that neither wait nor set a variable: gateways, decisions, throwing events and manual tasks. */
final class InertLoops {

    private InertLoops() {}

    /** The first element of each loop in the order of the model, at most one of each element. */
    static Stream<FlowNode> in(BpmnModelInstance model) {
        Set<String> reported = new HashSet<>();
        return model.getModelElementsByType(FlowNode.class).stream()
                .filter(InertLoops::isInert)
                .filter(node -> !reported.contains(node.getId()))
                .filter(node -> {
                    var loop = reachable(node);
                    if (!loop.contains(node.getId())) {
                        return false;
                    }
                    reported.addAll(loop);
                    return true;
                });
    }

    /** The inert elements that follow an element through inert elements. */
    private static Set<String> reachable(FlowNode from) {
        Set<String> found = new HashSet<>();
        var open = new ArrayDeque<FlowNode>();
        open.add(from);
        while (!open.isEmpty()) {
            open.pop().getOutgoing().stream()
                    .map(SequenceFlow::getTarget)
                    .filter(next -> next != null && isInert(next) && found.add(next.getId()))
                    .forEach(open::push);
        }
        return found;
    }

    private static boolean isInert(FlowNode node) {
        return (node instanceof ExclusiveGateway
                        || node instanceof BusinessRuleTask
                        || node instanceof IntermediateThrowEvent
                        || node instanceof ManualTask
                        || node.getElementType().getInstanceType() == Task.class)
                && ElementReferences.extensions(node, CamundaExecutionListener.class)
                        .findAny()
                        .isEmpty()
                && ElementReferences.extensions(node, CamundaInputOutput.class)
                        .findAny()
                        .isEmpty();
    }
}

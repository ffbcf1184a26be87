package org.coincide.processes.flows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.ExternalTasks;

/**
 * Finds loops that the engine would execute for ever: of elements that neither wait nor set a variable (gateways, decisions, throwing
 * events and manual tasks), and of elements that do not wait and have one way on, so that only an error leaves them.
 */
public final class InertLoops {

    private InertLoops() {}

    /** The first element of each loop in the order of the model, at most one of each element. */
    public static Stream<FlowNode> in(BpmnModelInstance model) {
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

    /** The first element of each loop that only an error leaves, in the order of the model. */
    public static Stream<FlowNode> withoutExit(BpmnModelInstance model) {
        Set<String> reported = new HashSet<>();
        return model.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> !reported.contains(node.getId()))
                .filter(node -> {
                    var loop = oneWayLoop(node);
                    loop.forEach(element -> reported.add(element.getId()));
                    return loop.stream().anyMatch(element -> !isInert(element));
                });
    }

    /** The elements from this one back to it, if none of them waits and each has one way on; empty for no such loop. */
    private static List<FlowNode> oneWayLoop(FlowNode from) {
        List<FlowNode> passed = new ArrayList<>();
        var node = from;
        while (node != null && isPrompt(node) && node.getOutgoing().size() == 1 && !passed.contains(node)) {
            passed.add(node);
            node = node.getOutgoing().iterator().next().getTarget();
        }
        return from.equals(node) && !passed.isEmpty() ? passed : List.of();
    }

    private static boolean isPrompt(FlowNode node) {
        return !ExternalTasks.is(node)
                && (node instanceof Gateway && !(node instanceof EventBasedGateway)
                        || node instanceof ServiceTask
                        || node instanceof SendTask
                        || node instanceof BusinessRuleTask
                        || node instanceof ScriptTask
                        || node instanceof IntermediateThrowEvent
                        || node instanceof ManualTask
                        || node.getElementType().getInstanceType() == Task.class);
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

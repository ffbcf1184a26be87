package org.coincide.processes.paths.graph;

import static org.coincide.processes.paths.graph.ProcessNodeReader.camunda;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Transaction;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.references.ExternalTasks;

/** Determines the type of an element. The first match applies; an element without a match is unsupported. */
final class NodeTypeReader {

    private static final Map<Class<? extends FlowNode>, NodeType> BY_ELEMENT = byElement();

    private static final Map<Class<? extends EventDefinition>, NodeType> BY_DEFINITION = Map.of(
            ErrorEventDefinition.class, NodeType.ERROR,
            EscalationEventDefinition.class, NodeType.ESCALATION,
            CompensateEventDefinition.class, NodeType.COMPENSATION,
            TerminateEventDefinition.class, NodeType.TERMINATE);

    private NodeTypeReader() {}

    static NodeType of(FlowNode element) {
        if (element instanceof SubProcess inside && !(element instanceof Transaction)) {
            return inside.triggeredByEvent() ? NodeType.EVENT_SUB_PROCESS : NodeType.SUB_PROCESS;
        }
        if (element instanceof BoundaryEvent || element instanceof StartEvent) {
            return element instanceof BoundaryEvent ? NodeType.BOUNDARY_EVENT : NodeType.PASS_THROUGH;
        }
        if (element instanceof CatchEvent event) {
            return isSupported(event) ? NodeType.CATCH_EVENT : NodeType.UNSUPPORTED;
        }
        if (element instanceof ThrowEvent event) {
            return thrown(event);
        }
        if (ExternalTasks.is(element)) {
            // It waits for a worker as a user task waits for a person.
            return NodeType.USER_TASK;
        }
        return BY_ELEMENT.entrySet().stream()
                .filter(type -> type.getKey().isInstance(element))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NodeType.UNSUPPORTED);
    }

    private static boolean isSupported(CatchEvent event) {
        return event.getEventDefinitions().stream()
                .allMatch(definition ->
                        definition instanceof MessageEventDefinition || definition instanceof TimerEventDefinition);
    }

    private static NodeType thrown(ThrowEvent event) {
        var definition = event.getEventDefinitions().stream().findFirst().orElse(null);
        if (definition == null) {
            return NodeType.PASS_THROUGH;
        }
        if (definition instanceof MessageEventDefinition) {
            return camunda(definition, "delegateExpression") == null ? NodeType.PASS_THROUGH : NodeType.SERVICE;
        }
        return BY_DEFINITION.entrySet().stream()
                .filter(type -> type.getKey().isInstance(definition))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NodeType.UNSUPPORTED);
    }

    private static Map<Class<? extends FlowNode>, NodeType> byElement() {
        var types = new LinkedHashMap<Class<? extends FlowNode>, NodeType>();
        types.put(ExclusiveGateway.class, NodeType.EXCLUSIVE_GATEWAY);
        types.put(ParallelGateway.class, NodeType.PARALLEL_GATEWAY);
        types.put(EventBasedGateway.class, NodeType.EVENT_BASED_GATEWAY);
        types.put(UserTask.class, NodeType.USER_TASK);
        types.put(ReceiveTask.class, NodeType.CATCH_EVENT);
        types.put(CallActivity.class, NodeType.CALL_ACTIVITY);
        types.put(ServiceTask.class, NodeType.SERVICE);
        types.put(SendTask.class, NodeType.SERVICE);
        types.put(BusinessRuleTask.class, NodeType.SERVICE);
        types.put(ScriptTask.class, NodeType.UNSUPPORTED);
        types.put(ManualTask.class, NodeType.PASS_THROUGH);
        types.put(Task.class, NodeType.PASS_THROUGH);
        return types;
    }
}

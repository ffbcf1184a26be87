package org.coincide.processes.checks.paths;

import static org.coincide.processes.checks.paths.NodeReader.camunda;

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

/** Of which kind an element is. The first line that fits says it; what fits none cannot be followed. */
final class Kinds {

    private static final Map<Class<? extends FlowNode>, Kind> OF = kinds();

    private static final Map<Class<? extends EventDefinition>, Kind> OF_WHAT_IS_RAISED = Map.of(
            ErrorEventDefinition.class, Kind.RAISE_ERROR,
            EscalationEventDefinition.class, Kind.ESCALATE,
            CompensateEventDefinition.class, Kind.COMPENSATE,
            TerminateEventDefinition.class, Kind.TERMINATE);

    private Kinds() {}

    static Kind of(FlowNode element) {
        if (element instanceof SubProcess inside && !(element instanceof Transaction)) {
            return inside.triggeredByEvent() ? Kind.EVENT_INSIDE : Kind.INSIDE;
        }
        if (element instanceof BoundaryEvent || element instanceof StartEvent) {
            return element instanceof BoundaryEvent ? Kind.BOUNDARY : Kind.PASS;
        }
        if (element instanceof CatchEvent event) {
            return awaits(event) ? Kind.AWAIT : Kind.UNKNOWN;
        }
        if (element instanceof ThrowEvent event) {
            return raises(event);
        }
        return OF.entrySet().stream()
                .filter(kind -> kind.getKey().isInstance(element))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.UNKNOWN);
    }

    private static boolean awaits(CatchEvent event) {
        return event.getEventDefinitions().stream()
                .allMatch(definition ->
                        definition instanceof MessageEventDefinition || definition instanceof TimerEventDefinition);
    }

    private static Kind raises(ThrowEvent event) {
        var definition = event.getEventDefinitions().stream().findFirst().orElse(null);
        if (definition == null) {
            return Kind.PASS;
        }
        if (definition instanceof MessageEventDefinition) {
            return camunda(definition, "delegateExpression") == null ? Kind.PASS : Kind.WORK;
        }
        return OF_WHAT_IS_RAISED.entrySet().stream()
                .filter(kind -> kind.getKey().isInstance(definition))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.UNKNOWN);
    }

    private static Map<Class<? extends FlowNode>, Kind> kinds() {
        var kinds = new LinkedHashMap<Class<? extends FlowNode>, Kind>();
        kinds.put(ExclusiveGateway.class, Kind.DECIDE);
        kinds.put(ParallelGateway.class, Kind.FORK_OR_JOIN);
        kinds.put(EventBasedGateway.class, Kind.AWAIT_ONE);
        kinds.put(UserTask.class, Kind.PERSON);
        kinds.put(ReceiveTask.class, Kind.AWAIT);
        kinds.put(CallActivity.class, Kind.CALL);
        kinds.put(ServiceTask.class, Kind.WORK);
        kinds.put(SendTask.class, Kind.WORK);
        kinds.put(BusinessRuleTask.class, Kind.WORK);
        kinds.put(ScriptTask.class, Kind.UNKNOWN);
        kinds.put(ManualTask.class, Kind.PASS);
        kinds.put(Task.class, Kind.PASS);
        return kinds;
    }
}

package org.coincide.processes.paths.graph;

import static org.coincide.processes.paths.graph.ProcessNodeReader.camunda;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;

/** Reads the triggers of events. */
final class EventTriggerReader {

    private EventTriggerReader() {}

    static Optional<EventTrigger> of(FlowNode element) {
        if (element instanceof ReceiveTask task) {
            return Optional.of(message(
                    task.getMessage() == null ? task.getId() : task.getMessage().getName()));
        }
        return definitions(element).stream().findFirst().map(EventTriggerReader::trigger);
    }

    /** The activity that a compensation event refers to; null for all. */
    static String compensates(FlowNode element) {
        return definitions(element).stream()
                .filter(CompensateEventDefinition.class::isInstance)
                .map(definition -> ((CompensateEventDefinition) definition).getActivity())
                .filter(activity -> activity != null)
                .map(activity -> activity.getId())
                .findFirst()
                .orElse(null);
    }

    private static Collection<EventDefinition> definitions(FlowNode element) {
        if (element instanceof CatchEvent event) {
            return event.getEventDefinitions();
        }
        return element instanceof ThrowEvent event ? event.getEventDefinitions() : List.of();
    }

    private static EventTrigger trigger(EventDefinition definition) {
        if (definition instanceof MessageEventDefinition message) {
            return message(
                    message.getMessage() == null ? "" : message.getMessage().getName());
        }
        if (definition instanceof ErrorEventDefinition error) {
            var code = error.getError() == null ? null : error.getError().getErrorCode();
            return new EventTrigger(EventTrigger.Type.ERROR, code, false, error.getCamundaErrorCodeVariable());
        }
        if (definition instanceof EscalationEventDefinition escalation) {
            var code = escalation.getEscalation() == null
                    ? null
                    : escalation.getEscalation().getEscalationCode();
            return new EventTrigger(
                    EventTrigger.Type.ESCALATION, code, false, camunda(escalation, "escalationCodeVariable"));
        }
        if (definition instanceof TimerEventDefinition timer) {
            return new EventTrigger(EventTrigger.Type.TIMER, null, timer.getTimeCycle() != null, null);
        }
        return definition instanceof CompensateEventDefinition
                ? new EventTrigger(EventTrigger.Type.COMPENSATION, null, false, null)
                : null;
    }

    private static EventTrigger message(String name) {
        return new EventTrigger(EventTrigger.Type.MESSAGE, name, false, null);
    }
}

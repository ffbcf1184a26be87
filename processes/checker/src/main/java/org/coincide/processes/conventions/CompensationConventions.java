package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;
import static org.coincide.processes.conventions.Convention.unless;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;

/** Conventions for compensation. */
final class CompensationConventions {

    static final Convention COMPENSATION_JOBS = each(
            "a compensation event is asyncBefore if its handlers call delegates: the engine runs them in its job",
            ThrowEvent.class,
            event -> event.getChildElementsByType(CompensateEventDefinition.class).stream()
                    .flatMap(definition -> handlers(definition))
                    .filter(handler -> handler instanceof ServiceTask || handler instanceof SendTask)
                    .flatMap(handler -> unless(
                            event.isCamundaAsyncBefore(),
                            "should be asyncBefore: " + handler.getId() + " runs in its transaction")));

    static final List<Convention> ALL = List.of(COMPENSATION_JOBS);

    private CompensationConventions() {}

    /** The handlers of the activity that the event refers to, or of all activities. */
    private static Stream<Activity> handlers(CompensateEventDefinition event) {
        return event.getModelInstance().getModelElementsByType(Association.class).stream()
                .map(Association.class::cast)
                .filter(line -> line.getSource() instanceof BoundaryEvent boundary
                        && (event.getActivity() == null || event.getActivity().equals(boundary.getAttachedTo())))
                .map(Association::getTarget)
                .filter(Activity.class::isInstance)
                .map(Activity.class::cast);
    }
}

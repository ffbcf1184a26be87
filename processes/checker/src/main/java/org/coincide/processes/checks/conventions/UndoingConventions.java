package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;
import static org.coincide.processes.checks.conventions.Convention.unless;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;

/** What is undone, and in whose transaction. */
final class UndoingConventions {

    static final Convention JOB = each(
            "a bean that undoes something runs in the job of the event that asks for it: the engine gives it none of its own",
            ThrowEvent.class,
            event -> event.getChildElementsByType(CompensateEventDefinition.class).stream()
                    .flatMap(definition -> undoing(definition))
                    .filter(handler -> handler instanceof ServiceTask || handler instanceof SendTask)
                    .flatMap(handler -> unless(
                            event.isCamundaAsyncBefore(),
                            "should be asyncBefore: " + handler.getId() + " runs in its transaction")));

    static final List<Convention> ALL = List.of(JOB);

    private UndoingConventions() {}

    /** What undoes the activity that the event names, or each that can be undone. */
    private static Stream<Activity> undoing(CompensateEventDefinition asked) {
        return asked.getModelInstance().getModelElementsByType(Association.class).stream()
                .map(Association.class::cast)
                .filter(line -> line.getSource() instanceof BoundaryEvent boundary
                        && (asked.getActivity() == null || asked.getActivity().equals(boundary.getAttachedTo())))
                .map(Association::getTarget)
                .filter(Activity.class::isInstance)
                .map(Activity.class::cast);
    }
}

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
import org.camunda.bpm.model.bpmn.instance.Task;
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

    /** The engine skips a compensation without a handler: the order goes on as if everything were undone. */
    static final Convention HANDLERS = Convention.of(
            "a compensation leads to a handler",
            model -> Stream.concat(
                    model.content().getModelElementsByType(BoundaryEvent.class).stream()
                            .filter(event -> !event.getChildElementsByType(CompensateEventDefinition.class)
                                    .isEmpty())
                            .filter(event -> handlersOf(event).findAny().isEmpty())
                            .map(event -> new Violation(
                                    event.getId(),
                                    "leads to no handler, so that nothing is undone; draw a line from the event to a"
                                            + " task that is marked as compensation")),
                    model.content().getModelElementsByType(ThrowEvent.class).stream()
                            .flatMap(event -> event.getChildElementsByType(CompensateEventDefinition.class).stream()
                                    .filter(definition -> undoesNothing(definition))
                                    .map(definition -> new Violation(
                                            event.getId(),
                                            "undoes " + definition.getActivity().getId()
                                                    + ", which has no compensation; choose an activity with a"
                                                    + " compensation event at its edge")))));

    static final List<Convention> ALL = List.of(COMPENSATION_JOBS, HANDLERS);

    private CompensationConventions() {}

    /** A sub-process can contain activities with a compensation, and a called process as well. */
    private static boolean undoesNothing(CompensateEventDefinition event) {
        return event.getActivity() instanceof Task && handlers(event).findAny().isEmpty();
    }

    private static Stream<Activity> handlersOf(BoundaryEvent event) {
        return event.getModelInstance().getModelElementsByType(Association.class).stream()
                .map(Association.class::cast)
                .filter(line -> event.equals(line.getSource()))
                .map(Association::getTarget)
                .filter(Activity.class::isInstance)
                .map(Activity.class::cast);
    }

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

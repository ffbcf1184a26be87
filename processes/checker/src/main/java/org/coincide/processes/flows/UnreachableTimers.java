package org.coincide.processes.flows;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.ModelSet;

/**
 * Finds timers that never occur, since a deadline that starts no later is shorter, and ends what the timer is attached to: a reminder after
 * the deadline reminds nobody.
 */
public final class UnreachableTimers {

    /** More calls of calls than any set of models has. */
    private static final int MAX_CALLS = 10;

    private final ModelSet models;
    private final Set<String> startedByServer;

    /**
     * A timer and the deadline that comes before it, each with its length.
     *
     * @param ended the element that the deadline ends
     */
    public record UnreachableTimer(String timer, String length, String deadline, String limit, String ended) {}

    private record Deadline(CatchEvent event, TimerLength length, ModelElementInstance ended) {}

    private record Timer(CatchEvent event, TimerLength length) {

        /** The first deadline that comes before this timer. Of two deadlines of the same length, neither does. */
        Optional<Deadline> endedBefore(Stream<Deadline> deadlines) {
            return deadlines
                    .filter(deadline ->
                            !deadline.event().equals(event) && deadline.length().precedes(length))
                    .filter(deadline -> !length.precedes(deadline.length()) || isReminder())
                    .findFirst();
        }

        private boolean isReminder() {
            return event instanceof BoundaryEvent boundary && !boundary.cancelActivity()
                    || event instanceof StartEvent start && !start.isInterrupting();
        }
    }

    /** @param startedByServer the processes that not only a call activity starts */
    public UnreachableTimers(ModelSet models, Set<String> startedByServer) {
        this.models = models;
        this.startedByServer = startedByServer;
    }

    /** The timers of a model that never occur. */
    public Stream<UnreachableTimer> in(BpmnModelInstance model) {
        return model.getModelElementsByType(CatchEvent.class).stream()
                .flatMap(event -> TimerLength.of(event).map(length -> new Timer(event, length)).stream())
                .flatMap(timer -> overtaking(timer)
                        .map(deadline -> new UnreachableTimer(
                                timer.event().getId(),
                                timer.length().text(),
                                deadline.event().getId(),
                                deadline.length().text(),
                                deadline.ended().getAttributeValue("id")))
                        .stream());
    }

    private Optional<Deadline> overtaking(Timer timer) {
        return timer.endedBefore(besides(timer.event()))
                .or(() -> around(timer.event().getParentElement(), timer, 0));
    }

    /** The deadline of a scope or of one around it. */
    private Optional<Deadline> around(ModelElementInstance scope, Timer timer, int calls) {
        if (scope instanceof SubProcess inside && inside.triggeredByEvent()) {
            return aroundEventSubProcess(inside, timer, calls);
        }
        return timer.endedBefore(Stream.concat(eventSubProcesses(scope), boundariesOf(scope)))
                .or(() -> beyond(scope, timer, calls));
    }

    /** The other event sub-processes of the same scope may have ended when an event sub-process begins. */
    private Optional<Deadline> aroundEventSubProcess(SubProcess inside, Timer timer, int calls) {
        var scope = inside.getParentElement();
        return scope instanceof SubProcess outer && outer.triggeredByEvent()
                ? aroundEventSubProcess(outer, timer, calls)
                : timer.endedBefore(boundariesOf(scope)).or(() -> beyond(scope, timer, calls));
    }

    private Optional<Deadline> beyond(ModelElementInstance scope, Timer timer, int calls) {
        if (scope instanceof SubProcess) {
            return around(scope.getParentElement(), timer, calls);
        }
        return scope instanceof Process process && calls < MAX_CALLS && !startedByServer.contains(process.getId())
                ? ofAllCalls(process, timer, calls + 1)
                : Optional.empty();
    }

    /** A process has a deadline if each call of it has one. */
    private Optional<Deadline> ofAllCalls(Process process, Timer timer, int calls) {
        var deadlines = models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(CallActivity.class).stream())
                .filter(call -> process.getId().equals(call.getCalledElement()))
                .map(call ->
                        timer.endedBefore(boundariesOf(call)).or(() -> around(call.getParentElement(), timer, calls)))
                .toList();
        return deadlines.stream().allMatch(Optional::isPresent)
                ? deadlines.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    /** The deadlines that start together with a timer, at the same activity, scope or event-based gateway. */
    private static Stream<Deadline> besides(CatchEvent timer) {
        if (timer instanceof BoundaryEvent boundary) {
            return boundariesOf(boundary.getAttachedTo());
        }
        if (timer instanceof StartEvent) {
            return eventSubProcesses(timer.getParentElement().getParentElement());
        }
        return timer.getIncoming().stream()
                .map(SequenceFlow::getSource)
                .filter(source -> source instanceof EventBasedGateway
                        && timer.getIncoming().size() == 1)
                .flatMap(gateway -> gateway.getOutgoing().stream()
                        .map(SequenceFlow::getTarget)
                        .filter(IntermediateCatchEvent.class::isInstance)
                        .flatMap(other -> deadline((CatchEvent) other, gateway)));
    }

    private static Stream<Deadline> boundariesOf(ModelElementInstance activity) {
        return activity instanceof Activity
                ? activity.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                        .map(BoundaryEvent.class::cast)
                        .filter(boundary -> activity.equals(boundary.getAttachedTo()) && boundary.cancelActivity())
                        .flatMap(boundary -> deadline(boundary, activity))
                : Stream.empty();
    }

    /** The interrupting event sub-processes of a scope that begin by a timer. */
    private static Stream<Deadline> eventSubProcesses(ModelElementInstance scope) {
        return scope.getChildElementsByType(SubProcess.class).stream()
                .filter(SubProcess::triggeredByEvent)
                .flatMap(inside -> inside.getChildElementsByType(StartEvent.class).stream())
                .filter(StartEvent::isInterrupting)
                .flatMap(start -> deadline(start, scope));
    }

    private static Stream<Deadline> deadline(CatchEvent event, ModelElementInstance ended) {
        return TimerLength.of(event).map(length -> new Deadline(event, length, ended)).stream();
    }
}

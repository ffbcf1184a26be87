package org.coincide.processes.flows;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.ModelSet;

/**
 * Finds the timers that start when an event has occurred: boundary timers of the next activities and timer events, also in called and in
 * calling processes.
 */
public final class StartedTimers {

    private final ModelSet models;
    private final Predicate<FlowNode> isOver;
    private final Set<FlowNode> seen = new HashSet<>();
    private final Set<CatchEvent> started = new LinkedHashSet<>();

    private StartedTimers(ModelSet models, Predicate<FlowNode> isOver) {
        this.models = models;
        this.isOver = isOver;
    }

    /** @param isOver the elements at which the search ends */
    public static Set<CatchEvent> startedBy(FlowNode event, ModelSet models, Predicate<FlowNode> isOver) {
        var timers = new StartedTimers(models, isOver);
        timers.followFrom(event);
        return timers.started;
    }

    private void followFrom(FlowNode node) {
        node.getOutgoing().stream().map(SequenceFlow::getTarget).forEach(this::visit);
        if (node instanceof EndEvent) {
            leave(node.getParentElement());
        }
    }

    private void visit(FlowNode node) {
        if (!seen.add(node) || isOver.test(node)) {
            return;
        }
        if (node instanceof Activity activity) {
            boundaryEventsOf(activity).forEach(this::add);
        }
        if (node instanceof CatchEvent event) {
            add(event);
        } else if (node instanceof SubProcess inside) {
            begin(inside.getFlowElements());
        } else if (node instanceof CallActivity call) {
            processes()
                    .filter(called -> called.getId().equals(call.getCalledElement()))
                    .forEach(called -> begin(called.getFlowElements()));
        } else if (!waits(node)) {
            followFrom(node);
        }
    }

    private static boolean waits(FlowNode node) {
        return node instanceof UserTask || node instanceof ReceiveTask;
    }

    private void begin(Collection<FlowElement> inside) {
        inside.stream()
                .filter(StartEvent.class::isInstance)
                .map(StartEvent.class::cast)
                .forEach(this::followFrom);
    }

    /** Continues with the enclosing sub-process or the calling processes. */
    private void leave(ModelElementInstance ended) {
        if (ended instanceof SubProcess inside) {
            followFrom(inside);
        } else if (ended instanceof Process process) {
            models.processes().values().stream()
                    .flatMap(model -> model.getModelElementsByType(CallActivity.class).stream())
                    .filter(call -> process.getId().equals(call.getCalledElement()))
                    .filter(seen::add)
                    .forEach(this::followFrom);
        }
    }

    private Stream<Process> processes() {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(Process.class).stream());
    }

    private static Stream<BoundaryEvent> boundaryEventsOf(Activity activity) {
        return activity.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .map(BoundaryEvent.class::cast)
                .filter(boundary -> activity.equals(boundary.getAttachedTo()));
    }

    private void add(CatchEvent event) {
        if (!event.getChildElementsByType(TimerEventDefinition.class).isEmpty()) {
            started.add(event);
        }
    }
}

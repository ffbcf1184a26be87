package org.coincide.processes.checks.conventions;

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
import org.coincide.processes.checks.ModelSet;

/**
 * The timers that begin to run when an event has happened: those at the edge of, or in place of, what an order comes to next and waits
 * at. It may be in a process that is called, or in one that has called.
 */
final class Timers {

    private final ModelSet models;
    private final Predicate<FlowNode> isOver;
    private final Set<FlowNode> seen = new HashSet<>();
    private final Set<CatchEvent> started = new LinkedHashSet<>();

    private Timers(ModelSet models, Predicate<FlowNode> isOver) {
        this.models = models;
        this.isOver = isOver;
    }

    /** @param isOver at which element it no longer matters that the event has happened */
    static Set<CatchEvent> startedBy(FlowNode event, ModelSet models, Predicate<FlowNode> isOver) {
        var timers = new Timers(models, isOver);
        timers.goOnFrom(event);
        return timers.started;
    }

    private void goOnFrom(FlowNode node) {
        node.getOutgoing().stream().map(SequenceFlow::getTarget).forEach(this::come);
        if (node instanceof EndEvent) {
            leave(node.getParentElement());
        }
    }

    private void come(FlowNode node) {
        if (!seen.add(node) || isOver.test(node)) {
            return;
        }
        if (node instanceof Activity activity) {
            edgesOf(activity).forEach(this::note);
        }
        if (node instanceof CatchEvent event) {
            note(event);
        } else if (node instanceof SubProcess inside) {
            begin(inside.getFlowElements());
        } else if (node instanceof CallActivity call) {
            processes()
                    .filter(called -> called.getId().equals(call.getCalledElement()))
                    .forEach(called -> begin(called.getFlowElements()));
        } else if (!waits(node)) {
            goOnFrom(node);
        }
    }

    private static boolean waits(FlowNode node) {
        return node instanceof UserTask || node instanceof ReceiveTask;
    }

    private void begin(Collection<FlowElement> inside) {
        inside.stream()
                .filter(StartEvent.class::isInstance)
                .map(StartEvent.class::cast)
                .forEach(this::goOnFrom);
    }

    /** What has ended goes on with what stands around it, or with whoever has called it. */
    private void leave(ModelElementInstance ended) {
        if (ended instanceof SubProcess inside) {
            goOnFrom(inside);
        } else if (ended instanceof Process process) {
            models.processes().values().stream()
                    .flatMap(model -> model.getModelElementsByType(CallActivity.class).stream())
                    .filter(call -> process.getId().equals(call.getCalledElement()))
                    .filter(seen::add)
                    .forEach(this::goOnFrom);
        }
    }

    private Stream<Process> processes() {
        return models.processes().values().stream()
                .flatMap(model -> model.getModelElementsByType(Process.class).stream());
    }

    private static Stream<BoundaryEvent> edgesOf(Activity activity) {
        return activity.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .map(BoundaryEvent.class::cast)
                .filter(edge -> activity.equals(edge.getAttachedTo()));
    }

    private void note(CatchEvent event) {
        if (!event.getChildElementsByType(TimerEventDefinition.class).isEmpty()) {
            started.add(event);
        }
    }
}

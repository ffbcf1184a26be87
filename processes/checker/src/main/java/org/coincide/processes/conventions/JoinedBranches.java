package org.coincide.processes.conventions;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.references.ExternalTasks;

/** The ends of the branches that a parallel gateway joins. */
final class JoinedBranches {

    /** The transaction in which a branch reaches the join. */
    private enum End {
        /** That of the fork: such a branch does not wait. */
        OF_THE_FORK,
        /** A job of this process that calls no partner. */
        OWN_JOB,
        /** Any other: the end of a called process, a message, a person, or a call of a partner. */
        OTHER
    }

    private JoinedBranches() {}

    /** Returns whether two branches can end at the same time, one of them in a transaction that should not be repeated. */
    static boolean mayCollide(ParallelGateway join, CheckedModel model) {
        List<End> ends = join.getIncoming().stream()
                .map(SequenceFlow::getSource)
                .map(last -> end(last, model, new HashSet<>()))
                .filter(end -> end != End.OF_THE_FORK)
                .toList();
        return ends.size() > 1 && ends.contains(End.OTHER);
    }

    private static End end(FlowNode last, CheckedModel model, Set<FlowNode> seen) {
        if (CheckedModel.endsInAJob(last)) {
            return End.OWN_JOB;
        }
        if (waits(last)) {
            return End.OTHER;
        }
        if (last.isCamundaAsyncBefore()) {
            return last instanceof ServiceTask && !model.isLocal(last) ? End.OTHER : End.OWN_JOB;
        }
        if (!seen.add(last)
                || last instanceof ParallelGateway fork && fork.getOutgoing().size() > 1) {
            return End.OF_THE_FORK;
        }
        return last.getPreviousNodes().list().stream()
                .map(previous -> end(previous, model, seen))
                .max(End::compareTo)
                .orElse(End.OF_THE_FORK);
    }

    private static boolean waits(FlowNode node) {
        return node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof CallActivity
                || node instanceof SubProcess
                || node instanceof IntermediateCatchEvent
                || node instanceof EventBasedGateway
                || ExternalTasks.is(node);
    }
}

package org.coincide.engine.lifecycle.answers;

import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/** The scopes of variables above a user task. */
final class TaskScopes {

    private TaskScopes() {}

    /**
     * Returns the innermost scope whose variables belong to the process: not those that a start listener or an input mapping set for the task
     * alone. Those of an embedded subprocess, such as its input mappings, belong to the process.
     */
    static ExecutionEntity process(ExecutionEntity execution) {
        return execution.isProcessInstanceExecution() || isOfSubprocess(execution) ? execution : execution.getParent();
    }

    /** Returns whether an execution is that of the subprocess, because the task has none of its own. */
    private static boolean isOfSubprocess(ExecutionEntity execution) {
        ActivityImpl task = execution.getActivity();
        return !execution.isConcurrent() && !task.isScope() && !isInstance(task);
    }

    /** Returns whether a task is one of several instances, each with variables of its own. */
    private static boolean isInstance(ActivityImpl task) {
        return task.getFlowScope() instanceof ActivityImpl scope
                && scope.getActivityBehavior() instanceof MultiInstanceActivityBehavior;
    }
}

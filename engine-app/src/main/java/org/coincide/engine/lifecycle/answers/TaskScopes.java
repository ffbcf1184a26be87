package org.coincide.engine.lifecycle.answers;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** The scopes of variables above a user task. */
final class TaskScopes {

    private TaskScopes() {}

    /**
     * Returns the innermost scope whose variables belong to the process: not those that a start listener or an input mapping set for the task
     * alone.
     */
    static ExecutionEntity process(ExecutionEntity execution) {
        return execution.isProcessInstanceExecution() ? execution : execution.getParent();
    }
}

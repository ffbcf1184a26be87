package org.coincide.engine.lifecycle.answers;

import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** Completes a task only with answers that its form offers, and keeps the variables that say what the task is about. */
class CheckedTaskService extends TaskServiceImpl {

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        verify(taskId, variables);
        super.complete(taskId, variables);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        verify(taskId, variables);
        return super.completeWithVariablesInReturn(taskId, variables, deserializeValues);
    }

    @Override
    protected void setVariables(String taskId, Map<String, ? extends Object> variables, boolean local) {
        if (!local) {
            answers(taskId).verifySent(variables);
        }
        super.setVariables(taskId, variables, local);
    }

    @Override
    protected void updateVariables(
            String taskId, Map<String, ? extends Object> modifications, Collection<String> deletions, boolean local) {
        if (!local && modifications != null) {
            answers(taskId).verifySent(modifications);
        }
        super.updateVariables(taskId, modifications, deletions, local);
    }

    private void verify(String taskId, Map<String, Object> variables) {
        answers(taskId).verify(variables == null ? Map.of() : variables);
    }

    private TaskAnswers answers(String taskId) {
        return getCommandExecutor().execute(context -> TaskAnswers.of(taskId, context));
    }
}

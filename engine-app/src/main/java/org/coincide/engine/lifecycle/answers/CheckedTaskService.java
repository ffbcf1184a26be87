package org.coincide.engine.lifecycle.answers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** Completes a task only with answers that its form offers, and keeps the variables that say what the task is about. */
class CheckedTaskService extends TaskServiceImpl {

    /** Part of the engine's text about an error or an escalation that no event of the model catches. */
    private static final String UNHANDLED = "handler was defined";

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
    public void resolveTask(String taskId, Map<String, Object> variables) {
        answers(taskId, names(variables)).verifySent(variables);
        super.resolveTask(taskId, variables);
    }

    /** A local variable hides that of the process, so it is verified, too. */
    @Override
    protected void setVariables(String taskId, Map<String, ? extends Object> variables, boolean local) {
        answers(taskId, names(variables)).verifySent(variables);
        super.setVariables(taskId, variables, local);
    }

    @Override
    protected void updateVariables(
            String taskId, Map<String, ? extends Object> modifications, Collection<String> deletions, boolean local) {
        answers(taskId, names(modifications)).verifySent(modifications);
        if (!local) {
            answers(taskId, deletions).verifyRemoved(deletions);
        }
        super.updateVariables(taskId, modifications, deletions, local);
    }

    @Override
    public void removeVariable(String taskId, String variableName) {
        if (variableName != null) {
            answers(taskId, List.of(variableName)).verifyRemoved(List.of(variableName));
        }
        super.removeVariable(taskId, variableName);
    }

    @Override
    public void removeVariables(String taskId, Collection<String> variableNames) {
        answers(taskId, variableNames).verifyRemoved(variableNames);
        super.removeVariables(taskId, variableNames);
    }

    @Override
    public void handleBpmnError(String taskId, String errorCode, String errorMessage, Map<String, Object> variables) {
        answers(taskId, names(variables)).verifySent(variables);
        refuseUnhandled("error", errorCode, () -> super.handleBpmnError(taskId, errorCode, errorMessage, variables));
    }

    @Override
    public void handleEscalation(String taskId, String escalationCode, Map<String, Object> variables) {
        answers(taskId, names(variables)).verifySent(variables);
        refuseUnhandled("escalation", escalationCode, () -> super.handleEscalation(taskId, escalationCode, variables));
    }

    private static void refuseUnhandled(String kind, String code, Runnable command) {
        try {
            command.run();
        } catch (ProcessEngineException refused) {
            if (Stream.iterate((Throwable) refused, cause -> cause != null, Throwable::getCause)
                    .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(UNHANDLED))) {
                throw new BadUserRequestException(
                        "The model has no event for the %s %s at this task. Complete the task instead. Nothing has changed."
                                .formatted(kind, code),
                        refused);
            }
            throw refused;
        }
    }

    private void verify(String taskId, Map<String, Object> variables) {
        answers(taskId, names(variables)).verify(variables == null ? Map.of() : variables);
    }

    private static Collection<String> names(Map<String, ?> variables) {
        return variables == null ? List.of() : variables.keySet();
    }

    private TaskAnswers answers(String taskId, Collection<String> sent) {
        return getCommandExecutor().execute(context -> TaskAnswers.of(taskId, sent, context));
    }
}

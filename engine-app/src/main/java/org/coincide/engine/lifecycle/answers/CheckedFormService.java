package org.coincide.engine.lifecycle.answers;

import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** Submits the form of a task only with answers that the form offers. */
class CheckedFormService extends FormServiceImpl {

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        verify(taskId, properties);
        super.submitTaskForm(taskId, properties);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> properties, boolean deserializeValues) {
        verify(taskId, properties);
        return super.submitTaskFormWithVariablesInReturn(taskId, properties, deserializeValues);
    }

    private void verify(String taskId, Map<String, Object> properties) {
        Map<String, Object> sent = properties == null ? Map.of() : properties;
        getCommandExecutor()
                .execute(context -> TaskAnswers.of(taskId, sent.keySet(), context))
                .verify(sent);
    }
}

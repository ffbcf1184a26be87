package org.coincide.engine.lifecycle.answers;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Removal of earlier decisions from the process when a task is created: a repeated task must not be completed with the decision of the last
 * time. Decisions are the required fields whose type is a choice, of the model or else of the HTML form. Other fields, and variables of the
 * task alone, are the form's default values and stay.
 */
final class EarlierDecisions {

    private static final Set<String> CHOICES = Set.of("enum", "boolean");

    private EarlierDecisions() {}

    static void remove(DelegateTask task) {
        ExecutionEntity process = TaskScopes.process((ExecutionEntity) task.getExecution());
        AnswerFields.of((TaskEntity) task, Context.getCommandContext()).fields().stream()
                .filter(field -> field.required() && CHOICES.contains(field.type()))
                .forEach(field -> process.removeVariable(field.name()));
    }
}

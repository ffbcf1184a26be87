package org.coincide.engine.lifecycle.answers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.NullValueImpl;
import org.camunda.bpm.engine.variable.value.PrimitiveValue;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * The answers of one user task that is to be completed.
 *
 * @param form the task's form
 * @param present present values of the form's fields and of {@link #SUBJECTS}, by name
 * @param own variables of the process that the form does not set, by name
 */
record TaskAnswers(AnswerFields form, Map<String, Object> present, Map<String, Object> own) {

    /** The engine's limit of a text. */
    static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_NAME = 255;

    /** The variables that say what the task is about, which the server sets. Another value would complete the task of something else. */
    private static final Set<String> SUBJECTS =
            Set.of("consignment", "invoice", "loopCounter", "refund", "returnNumber", "returnedLine");

    /**
     * Reads what an open task asks for; nothing if there is no such task, or if no model describes it.
     *
     * @param sent names of the variables that are sent or removed; null for none
     */
    static TaskAnswers of(String taskId, Collection<String> sent, CommandContext context) {
        TaskEntity task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
        if (task == null || task.getProcessDefinitionId() == null) {
            return new TaskAnswers(AnswerFields.NONE, Map.of(), Map.of());
        }
        AnswerFields form = AnswerFields.of(task, context);
        Map<String, Object> present = new HashMap<>();
        Stream.concat(form.fields().stream().map(AnswerField::name), SUBJECTS.stream())
                .filter(task::hasVariable)
                .forEach(name -> present.put(name, task.getVariable(name)));
        AbstractVariableScope process = TaskScopes.process(task.getExecution());
        Map<String, Object> own = new HashMap<>();
        Stream.ofNullable(sent)
                .flatMap(Collection::stream)
                .filter(name -> name != null && !form.offered().contains(name) && process.hasVariable(name))
                .forEach(name -> own.put(name, value(process.getVariableTyped(name, false))));
        return new TaskAnswers(form, present, own);
    }

    private static Object value(TypedValue typed) {
        return typed instanceof PrimitiveValue<?> || typed instanceof NullValueImpl ? typed.getValue() : typed;
    }

    /** @throws BadUserRequestException with the first reason for which the variables do not complete the task */
    void verify(Map<String, Object> variables) {
        verifySent(variables);
        VariableMap sent = values(variables);
        refuse(form.fields().stream()
                .map(field -> field.objection(
                        sent.containsKey(field.name()) ? sent.get(field.name()) : present.get(field.name()))));
    }

    /** @throws BadUserRequestException with the first reason for which the task cannot have one of the variables */
    void verifySent(Map<String, ?> variables) {
        VariableMap sent = values(variables);
        refuse(sent.keySet().stream().map(name -> objection(name, sent)));
        refuse(form.fields().stream()
                .filter(field -> sent.get(field.name()) != null)
                .map(field -> field.objection(sent.get(field.name()))));
    }

    /** @throws BadUserRequestException if the task cannot lose one of the variables */
    void verifyRemoved(Collection<String> names) {
        refuse(Stream.ofNullable(names)
                .flatMap(Collection::stream)
                .filter(name -> name != null && (isSubject(name) || own.containsKey(name)))
                .map(name -> Optional.of("The variable %s %s. Leave it as it is.".formatted(name, meaning(name)))));
    }

    private static void refuse(Stream<Optional<String>> objections) {
        objections.flatMap(Optional::stream).findFirst().ifPresent(objection -> {
            throw new BadUserRequestException(objection + " Nothing has changed.");
        });
    }

    /** Returns the values: a single variable comes with its type, in a map without types. */
    private static VariableMap values(Map<String, ?> variables) {
        if (variables instanceof VariableMap typed) {
            return typed;
        }
        VariableMap values = Variables.createVariables();
        if (variables != null) {
            variables.forEach(values::putValue);
        }
        return values;
    }

    private Optional<String> objection(String name, VariableMap sent) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            return Optional.of("The name of a variable is missing or too long. Send a name of at most " + LONGEST_NAME
                    + " characters.");
        }
        if (isUnreadable(name, sent)) {
            return Optional.of(
                    "The variable %s is a serialized object. Send a value of the type String, Boolean, Long or Double."
                            .formatted(name));
        }
        Object value = sent.get(name);
        if (value instanceof String text && text.length() > LONGEST_TEXT) {
            return Optional.of("The variable %s has %d characters. Send at most %d characters."
                    .formatted(name, text.length(), LONGEST_TEXT));
        }
        return isFixed(name, value)
                ? Optional.of("The variable %s %s. Leave it out.".formatted(name, meaning(name)))
                : Optional.empty();
    }

    /** Returns whether only the process may give the variable this value. */
    private boolean isFixed(String name, Object value) {
        if (isSubject(name)) {
            return !Objects.equals(present.get(name), value);
        }
        return own.containsKey(name)
                ? !Objects.equals(own.get(name), value)
                : form.reasons().contains(name) && !form.offered().contains(name);
    }

    private boolean isSubject(String name) {
        return present.containsKey(name) && SUBJECTS.contains(name);
    }

    private String meaning(String name) {
        return isSubject(name) ? "says what the task is about" : "belongs to the process, and the form does not set it";
    }

    /** The engine reads no serialized object, and fails on each access to it. */
    private static boolean isUnreadable(String name, VariableMap sent) {
        return sent.getValueTyped(name) instanceof SerializableValue serialized && !serialized.isDeserialized();
    }
}

package org.coincide.engine.lifecycle.answers;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaConstraint;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValidation;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValue;
import org.coincide.engine.json.StorableText;
import org.coincide.processes.forms.FormField;

/**
 * A field of a user task's form, as the model declares it, or else the HTML form.
 *
 * @param type the form's type: enum, boolean, long, double, string or another one, whose values are not checked here
 * @param options values of an enum
 * @param longest maximum length of a text
 */
record AnswerField(String name, String type, List<String> options, boolean required, int longest) {

    private static final int MAX_QUOTED = 60;

    static AnswerField of(CamundaFormField field) {
        return new AnswerField(
                field.getCamundaId(),
                String.valueOf(field.getCamundaType()),
                field.getCamundaValues().stream()
                        .map(CamundaValue::getCamundaId)
                        .toList(),
                constraint(field, "required").isPresent(),
                constraint(field, "maxlength")
                        .map(CamundaConstraint::getCamundaConfig)
                        .filter(length -> length.matches("\\d{1,9}"))
                        .map(Integer::valueOf)
                        .orElse(TaskAnswers.LONGEST_TEXT));
    }

    /**
     * A field of the HTML form of a task whose model does not declare it. A check box always has a value; a field that is disabled, or shown
     * on a condition, may have none.
     */
    static AnswerField of(FormField field) {
        boolean isCheckBox = field.choices().equals(List.of("false", "true"));
        return new AnswerField(
                field.variable(),
                switch (field.type()) {
                    case "Boolean" -> "boolean";
                    case "Integer", "Long", "Short" -> "long";
                    case "Double" -> "double";
                    case "String" -> field.choices().isEmpty() ? "string" : "enum";
                    default -> field.type();
                },
                field.choices(),
                field.obstacle().isEmpty() && (field.required() || isCheckBox),
                TaskAnswers.LONGEST_TEXT);
    }

    private static Optional<CamundaConstraint> constraint(CamundaFormField field, String name) {
        return Stream.ofNullable(field.getCamundaValidation())
                .map(CamundaValidation::getCamundaConstraints)
                .flatMap(Collection::stream)
                .filter(constraint -> name.equals(constraint.getCamundaName()))
                .findFirst();
    }

    /** Returns the error text for an answer: the value, and the remedy; empty for a valid one. */
    Optional<String> objection(Object answer) {
        if (answer == null) {
            return required ? Optional.of("The answer %s is missing. %s".formatted(name, remedy())) : Optional.empty();
        }
        return isValid(answer)
                ? Optional.empty()
                : Optional.of("The answer %s is %s. %s".formatted(name, quoted(answer), remedy()));
    }

    private boolean isValid(Object answer) {
        return switch (type) {
            case "enum" -> answer instanceof String option && options.contains(option);
            case "boolean" -> answer instanceof Boolean;
            case "long" -> answer instanceof Long || answer instanceof Integer || answer instanceof Short;
            case "double" -> answer instanceof Number;
            case "string" -> answer instanceof String text && text.codePointCount(0, text.length()) <= longest;
            default -> true;
        };
    }

    private String remedy() {
        return switch (type) {
            case "enum" -> "Send one of " + String.join(", ", options) + ".";
            case "boolean" -> "Send true or false, of the type Boolean.";
            case "long" -> "Send a whole number, of the type Long.";
            case "double" -> "Send a number, of the type Double.";
            case "string" -> "Send a text of at most " + longest + " characters.";
            default -> "Send a value.";
        };
    }

    private static String quoted(Object answer) {
        String text = String.valueOf(answer);
        String shortened = StorableText.shortened(text, MAX_QUOTED);
        return answer instanceof String
                ? '"' + shortened + (shortened.length() < text.length() ? "…\"" : "\"")
                : shortened + " of the type " + answer.getClass().getSimpleName();
    }
}

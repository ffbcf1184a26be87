package org.coincide.processes.forms;

import java.util.List;

/**
 * A field of a form that sets a variable.
 *
 * @param variable the name of the variable
 * @param type the type of the variable, such as String; empty if the form does not say it
 * @param choices the values of a list or a check box; empty for a free input
 * @param required whether the form cannot be submitted without a value
 * @param obstacle the reason why a person may be unable to fill it in, such as "is disabled"; empty if there is none
 */
public record FormField(
        int line, String variable, String type, List<String> choices, boolean required, String obstacle) {

    @Override
    public String toString() {
        return variable + " " + type + " " + choices + " " + required;
    }

    /** The choices that Tasklist cannot convert to the type of the variable: it then refuses to complete the task. */
    public List<String> unreadableChoices() {
        return choices.stream()
                .filter(choice -> switch (type) {
                    case "Boolean" -> !choice.matches("true|false");
                    case "Integer", "Long", "Short" -> !choice.matches("-?\\d{1,18}");
                    case "Double" -> !choice.matches("-?\\d+(\\.\\d+)?");
                    default -> false;
                })
                .toList();
    }

    /** The choices as values of the variable; empty for a free input. */
    public List<Object> values() {
        return choices.stream().map(this::value).toList();
    }

    private Object value(String choice) {
        return switch (type) {
            case "Boolean" -> Boolean.valueOf(choice);
            case "Integer", "Long", "Short" -> choice.matches("-?\\d{1,18}") ? (Object) Long.valueOf(choice) : choice;
            default -> choice;
        };
    }
}

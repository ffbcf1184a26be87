package org.coincide.client.contract;

import com.networknt.schema.ValidationMessage;

/** Turns a schema's complaint into a sentence that says what to do. */
final class ValidationErrors {

    private ValidationErrors() {}

    static String on(ValidationMessage message) {
        return switch (message.getType()) {
            case "required" -> "is missing " + message.getProperty() + ": add it";
            case "additionalProperties" ->
                "has " + message.getProperty() + ", which this contract does not know: leave it out";
            case "pattern" -> pattern(message);
            case "format" -> "is no valid value of the format " + argument(message, 0) + ": write it as in ISO 8601";
            default -> message.getError();
        };
    }

    private static String pattern(ValidationMessage message) {
        var location = String.valueOf(message.getSchemaLocation());
        if (location.contains("/money")) {
            return "must be a decimal amount without sign, with up to 4 decimals, such as \"12.50\"";
        }
        return "must match the pattern " + argument(message, 0);
    }

    private static String argument(ValidationMessage message, int index) {
        var arguments = message.getArguments();
        return arguments != null && arguments.length > index ? String.valueOf(arguments[index]) : "";
    }
}

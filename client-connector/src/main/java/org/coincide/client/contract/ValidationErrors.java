package org.coincide.client.contract;

import com.networknt.schema.ValidationMessage;

/** Converts the validator's messages into errors that say what to do. */
final class ValidationErrors {

    private ValidationErrors() {}

    static ValidationError of(ValidationMessage message) {
        var pointer = message.getInstanceLocation().toString();
        return new ValidationError("/".equals(pointer) ? "" : pointer, text(message));
    }

    private static String text(ValidationMessage message) {
        return switch (message.getType()) {
            case "required" -> "the property " + message.getProperty() + " is missing: add it";
            case "additionalProperties" ->
                "the property " + message.getProperty() + " is not defined in the contract: remove it";
            case "type" -> type(message);
            case "pattern" -> pattern(message);
            case "minimum" -> "must be at least " + argument(message, 0);
            case "maximum" -> "must be at most " + argument(message, 0);
            case "enum" -> "must be one of " + argument(message, 0).replaceAll("[\\[\\]\"]", "");
            case "minLength" -> tooShort(argument(message, 0));
            case "maxLength" -> "is longer than " + argument(message, 0) + " characters: shorten it";
            case "format" -> "is not a valid " + argument(message, 0) + ": write it as defined by ISO 8601";
            case "const" -> "must have the value " + argument(message, 0);
            case "minItems" -> "must have at least " + argument(message, 0) + " entries";
            case "maxItems" -> "must have at most " + argument(message, 0) + " entries";
            case "uniqueItems" -> "has an entry twice: remove one";
            case "minProperties" -> "must have at least " + argument(message, 0) + " properties";
            case "maxProperties" -> "must have at most " + argument(message, 0) + " properties";
            default -> "does not follow the keyword " + message.getType() + " of the schema: correct it";
        };
    }

    private static String type(ValidationMessage message) {
        return "integer".equals(argument(message, 1))
                ? "must be a whole number, such as 3"
                : "must be of type " + argument(message, 1) + ", not " + argument(message, 0);
    }

    private static String tooShort(String least) {
        return "1".equals(least) ? "is empty: enter a value" : "must have at least " + least + " characters";
    }

    private static String pattern(ValidationMessage message) {
        var location = String.valueOf(message.getSchemaLocation());
        if (location.contains("/money")) {
            return "must be an unsigned decimal amount with up to 4 decimals, such as \"12.50\"";
        }
        if (location.contains("/currency")) {
            return "must be a currency of ISO 4217 in three capital letters, such as EUR";
        }
        if (location.contains("/country")) {
            return "must be a country of ISO 3166-1 in two capital letters, such as GB";
        }
        if (location.contains("/orderReference") || location.contains("/returnNumber")) {
            return "must begin with a letter or digit and have only letters, digits and . _ / -";
        }
        if (location.contains("/phone")) {
            return "must be a telephone number of digits, such as +44 20 7946 0018";
        }
        if (location.contains("/requestedDelivery")) {
            return "must be a date, such as 2026-12-01";
        }
        return "must match the pattern " + argument(message, 0);
    }

    private static String argument(ValidationMessage message, int index) {
        var arguments = message.getArguments();
        return arguments != null && arguments.length > index ? String.valueOf(arguments[index]) : "";
    }
}

package org.coincide.client.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.ValidationError;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;

/**
 * Describes invalid input in English, whatever language the request prefers: the field, the broken rule and the remedy. Long values are
 * shortened.
 */
final class InputErrors {

    private static final int MAX_VALUE = 60;
    private static final int MAX_TEXT = 200;

    private static final Map<Class<? extends Annotation>, Function<ConstraintViolation<?>, String>> RULES = Map.of(
            NotNull.class, broken -> "is missing: send it",
            NotBlank.class, broken -> "is missing or blank: send a text",
            Size.class,
                    broken -> "has %d characters: send at most %s"
                            .formatted(
                                    broken.getInvalidValue().toString().length(),
                                    broken.getConstraintDescriptor()
                                            .getAttributes()
                                            .get("max")),
            Min.class,
                    broken -> "is %s: send a number of at least %s"
                            .formatted(
                                    broken.getInvalidValue(),
                                    broken.getConstraintDescriptor()
                                            .getAttributes()
                                            .get("value")));

    private static final Map<Class<?>, String> FORMS = Map.of(
            Boolean.class, "true or false",
            Integer.class, "a whole number, at most 2147483647",
            Long.class, "a whole number",
            Instant.class, "a time of the years 1 to 9999, such as 2026-11-28T00:00:00Z",
            UUID.class, "a UUID such as 6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b",
            String.class, "a text");

    private InputErrors() {}

    /** Returns the errors of a body's fields, in the order of the fields' names. */
    static List<ValidationError> of(List<FieldError> errors) {
        return errors.stream()
                .map(error ->
                        new ValidationError("/" + error.getField(), rule(error.unwrap(ConstraintViolation.class))))
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static String rule(ConstraintViolation<?> broken) {
        var rule = RULES.get(broken.getConstraintDescriptor().getAnnotation().annotationType());
        return rule == null ? broken.getMessage() + ": correct it" : rule.apply(broken);
    }

    /**
     * Returns the error of a body that cannot be read.
     *
     * @param failure the failure of the JSON reader; null without a body
     */
    static ValidationError unreadable(Throwable failure) {
        if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return mismatch.getPath().isEmpty()
                    ? new ValidationError("", "The body has the wrong type. Send a JSON object.")
                    : new ValidationError(pointer(mismatch.getPath()), mismatch(mismatch));
        }
        if (failure instanceof JsonProcessingException broken) {
            return new ValidationError(
                    "",
                    "The body is not valid JSON: " + StorableText.sanitize(broken.getOriginalMessage(), MAX_TEXT)
                            + ". Send one JSON document.");
        }
        return new ValidationError("", "The body could not be read. Send one JSON document.");
    }

    /** Returns the text about a parameter of the path or of the query whose value has another type, or is out of its range. */
    static String parameter(String name, Object value, MethodParameter parameter) {
        return "The parameter %s is %s. Send %s.".formatted(name, quoted(value), form(parameter));
    }

    /** Returns the text about a parameter whose value is none of the known ones. */
    static String parameter(String name, String value, Collection<String> known) {
        return "The parameter %s is %s. Send one of %s.".formatted(name, quoted(value), String.join(", ", known));
    }

    private static String mismatch(MismatchedInputException failure) {
        var state = failure instanceof InvalidFormatException invalid
                ? "is " + quoted(invalid.getValue())
                : "has a value of another type, or none";
        return state + ": send " + form(failure.getTargetType());
    }

    /** A collection is described by its elements. */
    private static String form(MethodParameter given) {
        var parameter = given.nestedIfOptional();
        var least = parameter.getParameterAnnotation(Min.class);
        var most = parameter.getParameterAnnotation(Max.class);
        if (least != null) {
            return most == null
                    ? "a whole number of at least " + least.value()
                    : "a whole number from " + least.value() + " to " + most.value();
        }
        return form(
                Collection.class.isAssignableFrom(parameter.getNestedParameterType())
                        ? ResolvableType.forMethodParameter(parameter)
                                .getGeneric()
                                .resolve(String.class)
                        : parameter.getNestedParameterType());
    }

    private static String form(Class<?> type) {
        return type.isEnum()
                ? "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .collect(Collectors.joining(", "))
                : FORMS.getOrDefault(ClassUtils.resolvePrimitiveIfNecessary(type), "another value");
    }

    private static String quoted(Object value) {
        var whole = value instanceof Object[] values
                ? Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
        var text = StorableText.sanitize(whole, MAX_VALUE);
        return '"' + text + (text.length() < whole.length() ? "…\"" : "\"");
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/", "/", ""));
    }
}

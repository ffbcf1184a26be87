package org.coincide.engine.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.json.StorableText;
import org.springframework.util.ClassUtils;

/** Describes invalid input: each reason has the field as a JSON Pointer, the broken rule and the remedy. Long values are shortened. */
public final class InputErrors {

    private static final String INVALID = "SCHEMA_INVALID";
    private static final int MAX_VALUE = 60;
    private static final int MAX_POINTER = 200;

    /** The field errors of a response, of a body with very many. */
    private static final int MAX_REASONS = 10;

    private static final Map<Class<?>, String> FORMS = Map.of(
            Boolean.class, "true or false",
            Integer.class, "a whole number, at most 2147483647",
            Long.class, "a whole number",
            BigDecimal.class, "a number",
            String.class, "a text",
            Instant.class, "a time such as 2026-11-28T00:00:00Z",
            LocalDate.class, "a date such as 2026-11-28",
            UUID.class, "a UUID",
            List.class, "a list",
            Map.class, "an object");

    private InputErrors() {}

    /** Returns the reasons for which a body breaks the rules of its fields, in the order of the fields' names. */
    public static List<RefusalReason> of(Collection<? extends ConstraintViolation<?>> broken) {
        return broken.stream()
                .map(violation -> field(pointer(violation.getPropertyPath()), FieldRules.text(violation)))
                .sorted(Comparator.comparing(RefusalReason::pointer).thenComparing(RefusalReason::text))
                .limit(MAX_REASONS)
                .toList();
    }

    /**
     * Returns the reason for which a body could not be read.
     *
     * @param failure the failure of the JSON reader; null without a body
     */
    public static RefusalReason unreadable(Throwable failure) {
        if (failure instanceof JsonMappingException mismatch
                && !mismatch.getPath().isEmpty()
                && isOfType(mismatch)) {
            return field(pointer(mismatch.getPath()), mismatch(mismatch));
        }
        if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return new RefusalReason(INVALID, "The body has the wrong type. Send a JSON object.", "");
        }
        if (failure instanceof JsonProcessingException broken) {
            String reason = StorableText.shortened(broken.getOriginalMessage(), MAX_POINTER);
            return new RefusalReason("MALFORMED_JSON", "The body is not valid JSON: " + reason + ". Correct it.", null);
        }
        return new RefusalReason("MALFORMED_JSON", "The body is missing. Send a JSON object.", null);
    }

    /** Returns the text about a parameter of the path or of the query whose value has another type. */
    public static String parameter(String name, Object value, Class<?> type) {
        if (value instanceof Object[]) {
            return "The parameter %s occurs several times. Send it once.".formatted(name);
        }
        return "The parameter %s is %s. Send %s.".formatted(name, quoted(value), form(type));
    }

    /** Returns a text for the member {@code detail}: the first reason, and the number of the others. */
    public static String summary(List<RefusalReason> reasons) {
        String first = reasons.get(0).text() + " Nothing has changed.";
        return switch (reasons.size()) {
            case 1 -> first;
            case 2 -> first + " There is another error, see errors.";
            default -> first + " There are " + (reasons.size() - 1) + " more errors, see errors.";
        };
    }

    static String quoted(Object value) {
        String text = String.valueOf(value);
        String shortened = StorableText.shortened(text, MAX_VALUE);
        return value instanceof Number ? shortened : '"' + shortened + (shortened.equals(text) ? "\"" : "…\"");
    }

    private static RefusalReason field(String pointer, String text) {
        String place = StorableText.shortened(pointer, MAX_POINTER);
        return new RefusalReason(INVALID, "The field " + place + " " + text, place);
    }

    /** A duplicate name or an end within a field is no error of the field's type. */
    private static boolean isOfType(JsonMappingException failure) {
        return failure instanceof MismatchedInputException || failure.getCause() instanceof InputCoercionException;
    }

    private static String mismatch(JsonMappingException failure) {
        String state = failure instanceof InvalidFormatException invalid
                ? "is " + quoted(invalid.getValue())
                : "has a value of another type, or none";
        Class<?> type = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : Long.class;
        return state + ". Send " + form(type) + ".";
    }

    private static String form(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return FORMS.entrySet().stream()
                .filter(form -> form.getKey().isAssignableFrom(boxed))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("an object");
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(InputErrors::escaped)
                .collect(Collectors.joining("/", "/", ""));
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node step : path) {
            if (step.getIndex() != null) {
                pointer.append('/').append(step.getIndex());
            } else if (step.getKey() != null) {
                pointer.append('/').append(escaped(step.getKey().toString()));
            }
            if (step.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(escaped(step.getName()));
            }
        }
        return pointer.toString();
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}

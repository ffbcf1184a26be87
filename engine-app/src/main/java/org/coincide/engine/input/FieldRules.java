package org.coincide.engine.input;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/**
 * The texts of bean validation's constraints: the state of the value, then the remedy. Texts of the validator itself would follow the
 * language of the request, and name no remedy.
 */
final class FieldRules {

    private static final String AT_LEAST = "Send a number of at least %s.";
    private static final String AT_MOST = "Send a number of at most %s.";

    private static final Map<Class<? extends Annotation>, Function<ConstraintViolation<?>, String>> TEXTS = Map.of(
            NotNull.class, broken -> "is missing. Send it.",
            NotBlank.class, broken -> "is missing or blank. Send a text.",
            NotEmpty.class, broken -> "is missing or empty. Send at least one entry.",
            Size.class, FieldRules::size,
            Min.class, broken -> is(broken) + AT_LEAST.formatted(bound(broken)),
            Max.class, broken -> is(broken) + AT_MOST.formatted(bound(broken)),
            DecimalMin.class, broken -> is(broken) + AT_LEAST.formatted(bound(broken)),
            DecimalMax.class, broken -> is(broken) + AT_MOST.formatted(bound(broken)),
            Positive.class, broken -> is(broken) + "Send a number greater than 0.",
            Digits.class,
                    broken -> is(broken)
                            + "Send a number with at most %s digits before and %s after the decimal point."
                                    .formatted(attribute(broken, "integer"), attribute(broken, "fraction")));

    private FieldRules() {}

    /** Returns the text about a value, without the name of its field. A pattern has a text of its own, which begins with "must". */
    static String text(ConstraintViolation<?> broken) {
        Function<ConstraintViolation<?>, String> text =
                TEXTS.get(broken.getConstraintDescriptor().getAnnotation().annotationType());
        return text == null ? broken.getMessage() + ". Correct it." : text.apply(broken);
    }

    private static String size(ConstraintViolation<?> broken) {
        int min = (int) attribute(broken, "min");
        int max = (int) attribute(broken, "max");
        String range = max == Integer.MAX_VALUE ? "at least " + min : min == 0 ? "at most " + max : min + " to " + max;
        Object value = broken.getInvalidValue();
        return value instanceof CharSequence text
                ? "has %d characters. Send %s characters.".formatted(text.length(), range)
                : "has %s entries. Send %s entries.".formatted(entries(value), range);
    }

    private static int entries(Object value) {
        return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
    }

    private static String is(ConstraintViolation<?> broken) {
        return "is " + InputErrors.quoted(broken.getInvalidValue()) + ". ";
    }

    private static Object bound(ConstraintViolation<?> broken) {
        return attribute(broken, "value");
    }

    private static Object attribute(ConstraintViolation<?> broken, String name) {
        return broken.getConstraintDescriptor().getAttributes().get(name);
    }
}

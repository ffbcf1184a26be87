package org.coincide.engine.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.core.ResolvableType;

/** The values that the constraints of a field accept, in words: "10ms to 1h". */
public final class SettingRange {

    private SettingRange() {}

    /**
     * Returns the range of a setting, or an empty text if its type and constraints accept any value.
     *
     * @param properties the class of the settings
     * @param name name of the setting below the prefix of the class
     */
    public static String of(Class<?> properties, String name) {
        String[] parts = name.split("\\.", 2);
        return Arrays.stream(properties.getDeclaredFields())
                .filter(field -> Setting.uniform(field.getName()).equals(Setting.uniform(parts[0])))
                .findFirst()
                .map(field -> parts.length == 1 ? of(field) : below(field, parts[1]))
                .orElse("");
    }

    private static String below(Field field, String name) {
        if (!Map.class.isAssignableFrom(field.getType())) {
            return of(field.getType(), name);
        }
        Class<?> values = ResolvableType.forField(field).getGeneric(1).resolve(Object.class);
        return name.contains(".") ? of(values, name.substring(name.indexOf('.') + 1)) : "";
    }

    private static String of(Field field) {
        if (field.getType() == boolean.class) {
            return "true or false";
        }
        if (field.getType().isEnum()) {
            return Arrays.stream(field.getType().getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(" or "));
        }
        return Stream.of(numbers(field), sizes(field), times(field), texts(field))
                .filter(range -> !range.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String numbers(Field field) {
        Min min = field.getAnnotation(Min.class);
        Max max = field.getAnnotation(Max.class);
        if (min != null && max != null) {
            return min.value() + " to " + max.value();
        }
        DecimalMax decimal = field.getAnnotation(DecimalMax.class);
        return field.isAnnotationPresent(Positive.class) && decimal != null ? "above 0, to " + decimal.value() : "";
    }

    private static String sizes(Field field) {
        DataSizeRange range = field.getAnnotation(DataSizeRange.class);
        return range == null ? "" : range.min() + " to " + range.max();
    }

    private static String times(Field field) {
        DurationMin min = field.getAnnotation(DurationMin.class);
        DurationMax max = field.getAnnotation(DurationMax.class);
        return min == null || max == null
                ? ""
                : time(min.days(), min.hours(), min.minutes(), min.seconds(), min.millis()) + " to "
                        + time(max.days(), max.hours(), max.minutes(), max.seconds(), max.millis());
    }

    private static String time(long days, long hours, long minutes, long seconds, long millis) {
        return Stream.of(
                        Map.entry(days, "d"),
                        Map.entry(hours, "h"),
                        Map.entry(minutes, "m"),
                        Map.entry(seconds, "s"),
                        Map.entry(millis, "ms"))
                .filter(part -> part.getKey() != 0)
                .map(part -> part.getKey() + part.getValue())
                .findFirst()
                .orElse("0ms");
    }

    private static String texts(Field field) {
        Pattern pattern = field.getAnnotation(Pattern.class);
        if (pattern != null) {
            return pattern.message().startsWith("{") ? "text that matches " + pattern.regexp() : pattern.message();
        }
        Size size = field.getAnnotation(Size.class);
        if (size == null) {
            return "";
        }
        return "%stext of at most %d characters"
                .formatted(field.isAnnotationPresent(NotBlank.class) ? "non-empty " : "", size.max());
    }
}

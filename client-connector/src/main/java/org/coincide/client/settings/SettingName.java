package org.coincide.client.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ClassUtils;

/**
 * The names by which the sources of settings can give one setting.
 *
 * @param shown the name in documents
 * @param name pattern of a name in {@linkplain Setting#uniform uniform} form
 * @param variable pattern of an environment variable
 */
record SettingName(String shown, Pattern name, Pattern variable) {

    private static final String ANY_PART = "<[a-z]+>";
    private static final String INDEX = "(\\[\\d+])?";

    /** Returns the names of a setting; a map of records has one for each component. */
    static Stream<SettingName> of(Setting setting, ClassLoader loader) {
        if (!setting.type().startsWith("java.util.Map<")) {
            return Stream.of(named(setting.name()));
        }
        String values = setting.type().replaceFirst("^[^,]*,(.*)>$", "$1");
        List<String> components = components(values, loader);
        return components.isEmpty()
                ? Stream.of(named(setting.name() + ".<name>"))
                : components.stream().map(component -> named(setting.name() + ".<name>." + component));
    }

    private static List<String> components(String type, ClassLoader loader) {
        if (!ClassUtils.isPresent(type, loader)) {
            return List.of();
        }
        RecordComponent[] components = ClassUtils.resolveClassName(type, loader).getRecordComponents();
        return components == null
                ? List.of()
                : Arrays.stream(components)
                        .map(component -> DataObjectPropertyName.toDashedForm(component.getName()))
                        .toList();
    }

    private static SettingName named(String name) {
        String uniform =
                Setting.uniform(name).replace(".", "\\.").replaceAll("\\\\\\." + ANY_PART, "(\\\\.[^.]+|\\\\[[^]]+])");
        String variable = name.replace("-", "_?").replace(".", "_").replaceAll(ANY_PART, "[A-Z0-9_]+");
        return new SettingName(
                name,
                Pattern.compile(uniform + INDEX),
                Pattern.compile(variable + "(_\\d+_?)?", Pattern.CASE_INSENSITIVE));
    }

    boolean isGivenBy(String other) {
        return name.matcher(Setting.uniform(other)).matches();
    }

    boolean isGivenByVariable(String other) {
        return variable.matcher(other).matches();
    }

    /** The usual name of the environment variable. */
    String asVariable() {
        return shown.toUpperCase(Locale.ROOT).replace("-", "").replace(".", "_");
    }
}

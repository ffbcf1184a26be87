package org.coincide.engine.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Finds names below {@code coincide}, in all sources, that no setting has. */
final class UnknownSettings {

    private static final String VARIABLE_PREFIX = "COINCIDE_";

    private final List<SettingName> known;

    UnknownSettings(SettingsMetadata metadata, ClassLoader loader) {
        this.known = metadata.settings().stream()
                .flatMap(setting -> SettingName.of(setting, loader))
                .toList();
    }

    Stream<SettingProblem> in(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> in((EnumerablePropertySource<?>) source));
    }

    private Stream<SettingProblem> in(EnumerablePropertySource<?> source) {
        Stream<String> names = Arrays.stream(source.getPropertyNames());
        return source instanceof SystemEnvironmentPropertySource
                ? names.filter(name -> name.toUpperCase(Locale.ROOT).startsWith(VARIABLE_PREFIX))
                        .filter(name -> known.stream().noneMatch(setting -> setting.isGivenByVariable(name)))
                        .map(name -> problem(source, name, SettingName::asVariable))
                : names.filter(name -> Setting.uniform(name).startsWith(SettingsMetadata.PREFIX + "."))
                        .filter(name -> known.stream().noneMatch(setting -> setting.isGivenBy(name)))
                        .map(name -> problem(source, name, SettingName::shown));
    }

    private SettingProblem problem(
            EnumerablePropertySource<?> source, String name, Function<SettingName, String> format) {
        String nearest = known.stream()
                .map(format)
                .min(Comparator.comparing((String other) -> !other.startsWith(name + "."))
                        .thenComparingInt(other -> EditDistance.between(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return new SettingProblem(
                        name,
                        String.valueOf(source.getProperty(name)),
                        PropertySourceOrigin.get(source, name).toString(),
                        "No setting has this name.",
                        "Use the nearest name, " + nearest + ", or remove the setting.")
                .hidingSecret(nearest);
    }
}

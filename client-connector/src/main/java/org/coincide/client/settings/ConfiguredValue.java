package org.coincide.client.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A value as it stands in its source.
 *
 * @param text with placeholders resolved
 * @param origin file and line, argument, or environment variable
 */
record ConfiguredValue(String text, String origin) {

    /** Returns the value that takes precedence; empty if no source has the setting. */
    static Optional<ConfiguredValue> of(String name, ConfigurableEnvironment environment) {
        if (!ConfigurationPropertyName.isValid(name)) {
            return Optional.empty();
        }
        return of(ConfigurationPropertyName.of(name), environment);
    }

    static Optional<ConfiguredValue> of(ConfigurationPropertyName name, ConfigurableEnvironment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .map(source -> source.getConfigurationProperty(name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(property -> of(property, environment));
    }

    private static ConfiguredValue of(ConfigurationProperty property, ConfigurableEnvironment environment) {
        return new ConfiguredValue(
                environment.resolvePlaceholders(String.valueOf(property.getValue())),
                String.valueOf(property.getOrigin()));
    }

    SettingProblem problem(String setting, String reason, String remedy) {
        return new SettingProblem(setting, text, origin, reason, remedy).hidingSecret(setting);
    }
}

package org.coincide.client.settings;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks all settings below {@code coincide} before the first bean is created. */
final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<SettingProblem> problems = problems(context.getEnvironment(), context.getClassLoader());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    static List<SettingProblem> problems(ConfigurableEnvironment environment, ClassLoader loader) {
        SettingsMetadata metadata = SettingsMetadata.read(loader);
        return Stream.concat(
                        new UnknownSettings(metadata, loader).in(environment),
                        new SettingsBinding(environment, metadata).problems().stream())
                .toList();
    }
}

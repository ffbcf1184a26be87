package org.coincide.engine.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Checks all settings below {@code coincide}, and the addresses of HTTP, before the first bean is created. */
final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<SettingProblem> problems = problems(context.getEnvironment(), context.getClassLoader());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    /** Returns the first problem of each setting. */
    static List<SettingProblem> problems(ConfigurableEnvironment environment, ClassLoader loader) {
        SettingsMetadata metadata = SettingsMetadata.read(loader);
        Map<String, SettingProblem> problems = new LinkedHashMap<>();
        Stream.of(
                        new UnknownSettings(metadata, loader).in(environment),
                        new SettingsBinding(environment, metadata).problems().stream(),
                        new DurationOrderCheck(environment, metadata).problems(),
                        new HttpAddressCheck(environment).problems())
                .flatMap(Function.identity())
                .forEach(problem -> problems.putIfAbsent(problem.setting(), problem));
        return List.copyOf(problems.values());
    }
}

package org.coincide.client.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Collects the values that Spring Boot would guess or cannot read: times and sizes without a unit, numbers without a value, values
 * of another type. Binding goes on with the default, so that one start finds all faults.
 */
final class StrictValuesBindHandler extends AbstractBindHandler {

    private static final Set<Class<?>> WITH_UNIT = Set.of(Duration.class, DataSize.class);
    private static final String NO_UNIT = "[+-]?\\d+";

    private final ConfigurableEnvironment environment;
    private final SettingsMetadata metadata;
    private final Map<String, SettingProblem> problems = new LinkedHashMap<>();

    StrictValuesBindHandler(ConfigurableEnvironment environment, SettingsMetadata metadata) {
        super(new IgnoreTopLevelConverterNotFoundBindHandler());
        this.environment = environment;
        this.metadata = metadata;
    }

    Stream<SettingProblem> problems() {
        return problems.values().stream();
    }

    @Override
    public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        Class<?> type = target.getType().resolve(Object.class);
        boolean hasUnit = WITH_UNIT.contains(type);
        boolean needsValue = hasUnit
                || ClassUtils.isPrimitiveOrWrapper(type)
                || type.isEnum()
                || metadata.hasDefault(name.toString());
        if (needsValue) {
            ConfiguredValue.of(name, environment).ifPresent(value -> {
                if (value.text().isBlank()) {
                    add(name, value, "The setting has no value.");
                } else if (hasUnit && value.text().strip().matches(NO_UNIT)) {
                    add(name, value, "The value has no unit.");
                }
            });
        }
        return target;
    }

    @Override
    public Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
            throws Exception {
        if (context.getDepth() == 0 || context.getConfigurationProperty() == null) {
            return super.onFailure(name, target, context, error);
        }
        ConfiguredValue.of(name, environment)
                .ifPresent(value -> add(name, value, "The value is of another type or has an unknown unit."));
        return null;
    }

    private void add(ConfigurationPropertyName name, ConfiguredValue value, String reason) {
        problems.putIfAbsent(name.toString(), value.problem(name.toString(), reason, metadata.remedy(name.toString())));
    }
}

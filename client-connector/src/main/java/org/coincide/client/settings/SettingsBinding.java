package org.coincide.client.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.AssertTrue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** Binds each class of settings once and collects the values that the class does not accept. */
final class SettingsBinding {

    private final ConfigurableEnvironment environment;
    private final SettingsMetadata metadata;

    SettingsBinding(ConfigurableEnvironment environment, SettingsMetadata metadata) {
        this.environment = environment;
        this.metadata = metadata;
    }

    List<SettingProblem> problems() {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return metadata.classes().entrySet().stream()
                    .flatMap(properties -> problems(properties, validators.getValidator()))
                    .toList();
        }
    }

    private Stream<SettingProblem> problems(Map.Entry<String, Class<?>> properties, Validator validator) {
        StrictValuesBindHandler values = new StrictValuesBindHandler(environment, metadata);
        Object bound =
                Binder.get(environment).bindOrCreate(properties.getKey(), Bindable.of(properties.getValue()), values);
        if (bound == null) {
            return values.problems();
        }
        return Stream.concat(
                values.problems(),
                validator.validate(bound).stream().map(violation -> problem(properties.getKey(), violation)));
    }

    private SettingProblem problem(String prefix, ConstraintViolation<?> violation) {
        String name = prefix + "." + dashed(violation.getPropertyPath().toString());
        ConfiguredValue value = ConfiguredValue.of(name, environment)
                .orElseGet(() -> new ConfiguredValue(String.valueOf(violation.getInvalidValue()), "default"));
        if (!(violation.getConstraintDescriptor().getAnnotation() instanceof AssertTrue)) {
            return value.problem(name, "The value is out of range.", metadata.remedy(name));
        }
        String[] sentences = violation.getMessage().split("(?<=\\.) ", 2);
        return value.problem(name, sentences[0], sentences.length == 2 ? sentences[1] : metadata.remedy(name));
    }

    /** Converts a path of fields, such as {@code clients[acme].orderLimit}, to a name such as {@code clients.acme.order-limit}. */
    private static String dashed(String path) {
        return Arrays.stream(path.replaceAll("<[^>]*>", "").split("[.\\[\\]]+"))
                .map(DataObjectPropertyName::toDashedForm)
                .collect(Collectors.joining("."));
    }
}

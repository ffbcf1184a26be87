package org.coincide.engine.models;

import jakarta.validation.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coincide.processes.model.CheckLimits;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The arguments of the command {@code check}: a folder, and the limits of {@link CheckProperties} as options. */
record CheckArguments(Path folder, CheckLimits limits) {

    static final String USAGE =
            "usage: check FOLDER [--max-states=N] [--max-time=10m] [--max-file-size=10MB] [--max-elements=N]"
                    + " [--max-depth=N] [--max-answers=N] [--max-instances=N], where FOLDER has .bpmn and .dmn files";

    private static final String OPTION = "--";

    /** @throws IllegalArgumentException if an argument is missing, unknown or out of range */
    static CheckArguments of(List<String> arguments) {
        List<String> folders =
                arguments.stream().filter(one -> !one.startsWith(OPTION)).toList();
        if (folders.size() != 1 || !Files.isDirectory(Path.of(folders.get(0)))) {
            throw new IllegalArgumentException(
                    folders.isEmpty()
                            ? "The folder is missing."
                            : "There is no folder " + String.join(" ", folders) + ".");
        }
        Map<String, String> options = new TreeMap<>();
        arguments.stream().filter(one -> one.startsWith(OPTION)).forEach(option -> {
            String[] parts = option.substring(OPTION.length()).split("=", 2);
            options.put("check." + parts[0], parts.length == 1 ? "" : parts[1]);
        });
        return new CheckArguments(
                Path.of(folders.get(0)), validated(bound(options)).limits());
    }

    private static CheckProperties bound(Map<String, String> options) {
        try {
            return new Binder(new MapConfigurationPropertySource(options))
                    .bindOrCreate("check", Bindable.of(CheckProperties.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        } catch (BindException invalid) {
            Throwable cause = invalid.getCause() == null ? invalid : invalid.getCause();
            throw new IllegalArgumentException("An option is invalid. " + cause.getMessage(), invalid);
        }
    }

    private static CheckProperties validated(CheckProperties properties) {
        try (var validation = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            String faults = validation.getValidator().validate(properties).stream()
                    .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
                    .collect(Collectors.joining("; "));
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("An option is out of range: " + faults + ".");
            }
        }
        return properties;
    }
}

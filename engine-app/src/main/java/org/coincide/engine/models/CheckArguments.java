package org.coincide.engine.models;

import jakarta.validation.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coincide.engine.workers.TopicProperties;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.server.DelegateDeclaration;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The arguments of the command {@code check}: a folder, the limits of {@link ModelProperties.Check} and the topics as options. */
record CheckArguments(
        Path folder, CheckLimits limits, Map<String, DelegateDeclaration> topics, boolean simulate, Path report) {

    static final String USAGE =
            "usage: check FOLDER [--max-states=N] [--max-time=10m] [--max-time-after-violation=3s] [--max-file-size=10MB]"
                    + " [--max-elements=N] [--max-depth=N] [--max-answers=N] [--max-instances=N] [--topics.NAME.outcomes=...] [--simulate]"
                    + " [--report=FILE], where FOLDER has .bpmn and .dmn files";

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
            String prefix = parts[0].startsWith("topics.") ? "processes." : "check.";
            options.put(prefix + parts[0], parts.length == 1 ? "" : parts[1]);
        });
        boolean simulate = options.remove("check.simulate") != null;
        String report = options.remove("check.report");
        if (report != null && report.isBlank()) {
            throw new IllegalArgumentException("The option --report has no file.");
        }
        return new CheckArguments(
                Path.of(folders.get(0)),
                limits(options),
                topics(options),
                simulate,
                report == null ? null : Path.of(report));
    }

    /** Without an option, nothing is bound and validated: that takes a seventh of the time of a whole check. */
    private static CheckLimits limits(Map<String, String> options) {
        return any(options, "check")
                ? validated(bound(options, "check", ModelProperties.Check.class))
                        .limits()
                : CheckLimits.DEFAULT;
    }

    private static Map<String, DelegateDeclaration> topics(Map<String, String> options) {
        return any(options, "processes")
                ? validated(bound(options, "processes", TopicProperties.class)).declarations()
                : Map.of();
    }

    private static boolean any(Map<String, String> options, String prefix) {
        return options.keySet().stream().anyMatch(name -> name.startsWith(prefix + "."));
    }

    private static <T> T bound(Map<String, String> options, String prefix, Class<T> type) {
        Map<String, String> ofPrefix = new TreeMap<>(options);
        ofPrefix.keySet().removeIf(name -> !name.startsWith(prefix + "."));
        try {
            return new Binder(new MapConfigurationPropertySource(ofPrefix))
                    .bindOrCreate(prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        } catch (BindException invalid) {
            Throwable cause = invalid.getCause() == null ? invalid : invalid.getCause();
            throw new IllegalArgumentException("An option is invalid. " + cause.getMessage(), invalid);
        }
    }

    private static <T> T validated(T properties) {
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

package org.coincide.engine.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses a time that must be longer than one of another class of settings, and is not. */
final class DurationOrderCheck {

    private record Order(String longer, String than) {}

    /** A message that waits for its next delivery would be forgotten meanwhile. */
    private static final List<Order> ALL =
            List.of(new Order("coincide.dead-letters.failing-for", "coincide.broker.redelivery.longest"));

    private final ConfigurableEnvironment environment;
    private final SettingsMetadata metadata;

    DurationOrderCheck(ConfigurableEnvironment environment, SettingsMetadata metadata) {
        this.environment = environment;
        this.metadata = metadata;
    }

    Stream<SettingProblem> problems() {
        return ALL.stream().map(this::problem).flatMap(Optional::stream);
    }

    private Optional<SettingProblem> problem(Order order) {
        ConfiguredValue value = value(order.longer());
        ConfiguredValue other = value(order.than());
        return time(value)
                .flatMap(longer -> time(other).filter(than -> longer.compareTo(than) <= 0))
                .map(than -> value.problem(
                        order.longer(),
                        "The value is not above %s, which is %s.".formatted(order.than(), other.text()),
                        "Set more than the value of %s.".formatted(order.than())));
    }

    private ConfiguredValue value(String name) {
        return ConfiguredValue.of(name, environment)
                .orElseGet(() -> new ConfiguredValue(metadata.byDefault(name).orElse(""), "default"));
    }

    /** Returns nothing for a value that is no time: another check refuses the value. */
    private static Optional<Duration> time(ConfiguredValue value) {
        try {
            return Optional.of(DurationStyle.detectAndParse(value.text().strip()));
        } catch (IllegalArgumentException noTime) {
            return Optional.empty();
        }
    }
}

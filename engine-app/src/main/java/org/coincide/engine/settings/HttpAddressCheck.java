package org.coincide.engine.settings;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses unencrypted HTTP on an address other than loopback: passwords and orders must not cross a network in clear text. */
final class HttpAddressCheck {

    private static final String BEHIND_TLS = "coincide.http.behind-tls";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final ConfigurableEnvironment environment;

    HttpAddressCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    Stream<SettingProblem> problems() {
        if (environment.getProperty(BEHIND_TLS, "false").trim().equalsIgnoreCase("true")) {
            return Stream.empty();
        }
        return Stream.of("server", "management.server").map(this::problem).flatMap(Optional::stream);
    }

    private Optional<SettingProblem> problem(String server) {
        if (isEncrypted(server + ".ssl.")) {
            return Optional.empty();
        }
        String setting = server + ".address";
        return ConfiguredValue.of(setting, environment)
                .filter(address -> !LOOPBACK.matcher(address.text().trim()).matches())
                .map(address -> address.problem(
                        setting,
                        "The address is not a loopback address, and HTTP is not encrypted.",
                        "Set 127.0.0.1, or set %s.ssl.bundle, or put a proxy that ends TLS in front and set %s=true."
                                .formatted(server, BEHIND_TLS)));
    }

    private boolean isEncrypted(String ssl) {
        return environment.getProperty(ssl + "enabled", Boolean.class, true)
                && Stream.of("bundle", "key-store", "certificate")
                        .anyMatch(key -> environment.containsProperty(ssl + key));
    }
}

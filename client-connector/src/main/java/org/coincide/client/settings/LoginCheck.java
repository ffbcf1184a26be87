package org.coincide.client.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses a ledger without a login on an address other than loopback, and a login at a provider that is not configured. */
final class LoginCheck {

    private static final String MODE = "coincide.web.login.mode";
    private static final String ADDRESS = "server.address";
    private static final String REGISTRATION = "spring.security.oauth2.client.registration";

    private final ConfigurableEnvironment environment;

    LoginCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    Stream<SettingProblem> problems() {
        return ConfiguredValue.of(MODE, environment).stream()
                .flatMap(mode -> switch (mode.text().trim().toLowerCase(Locale.ROOT)) {
                    case "none" -> reachableByOthers(mode).stream();
                    case "oidc" -> withoutProvider(mode);
                    default -> Stream.empty();
                });
    }

    private Optional<SettingProblem> reachableByOthers(ConfiguredValue mode) {
        boolean loopback = ConfiguredValue.of(ADDRESS, environment)
                .filter(address ->
                        HttpAddressCheck.LOOPBACK.matcher(address.text().trim()).matches())
                .isPresent();
        return loopback
                ? Optional.empty()
                : Optional.of(mode.problem(
                        MODE,
                        "The address is not a loopback address, and other machines would reach the ledger without a login.",
                        "Set local or oidc, or set " + ADDRESS + "=127.0.0.1."));
    }

    private Stream<SettingProblem> withoutProvider(ConfiguredValue mode) {
        var registrations = Binder.get(environment)
                .bind(REGISTRATION, Bindable.mapOf(String.class, Registration.class))
                .orElse(Map.of());
        if (registrations.isEmpty()) {
            return Stream.of(mode.problem(
                    MODE,
                    "No provider is configured.",
                    "Set %s.<name>.client-id, .client-secret and .scope=openid,profile, and the provider's issuer-uri."
                            .formatted(REGISTRATION)));
        }
        return registrations.entrySet().stream()
                .filter(registration -> !registration.getValue().scope().contains("openid"))
                .map(registration -> mode.problem(
                        REGISTRATION + "." + registration.getKey() + ".scope",
                        "The scope openid is missing, without which the provider does not tell who logs in.",
                        "Set openid,profile."));
    }

    /** The part of a registration that is checked. */
    record Registration(List<String> scope) {

        Registration {
            scope = scope == null ? List.of() : scope;
        }
    }
}

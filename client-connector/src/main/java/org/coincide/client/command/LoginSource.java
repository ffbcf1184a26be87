package org.coincide.client.command;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.coincide.client.web.login.LoginFile;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The login of a command: from the environment variables {@code CONNECTOR_USER} and {@code CONNECTOR_PASSWORD}, or from the connector's file
 * on this machine, which is found by the settings with which the connector starts.
 */
final class LoginSource {

    private static final String USER = "CONNECTOR_USER";
    private static final String PASSWORD = "CONNECTOR_PASSWORD";

    /** @param header value of the header Authorization; empty if there is no login */
    record Login(Optional<String> header, String origin) {}

    private final UnaryOperator<String> variables;

    /** @param variables returns the value of an environment variable, or null */
    LoginSource(UnaryOperator<String> variables) {
        this.variables = variables;
    }

    /**
     * Returns the login.
     *
     * @param settings options with settings of the connector
     */
    Login login(List<String> settings) {
        var password = variables.apply(PASSWORD);
        if (password != null) {
            var user = variables.apply(USER);
            return new Login(
                    Optional.of(basic(user == null ? "ledger" : user, password)),
                    "the variables " + USER + " and " + PASSWORD);
        }
        var file = file(settings);
        return new Login(file.read().map(account -> basic(account.user(), account.password())), "the file " + file);
    }

    private static LoginFile file(List<String> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return new LoginFile(
                Path.of(environment.getRequiredProperty("coincide.data-directory")),
                environment.getRequiredProperty("coincide.client.id"));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns true if a password to this address crosses no network readable. */
    static boolean isSafe(URI url) {
        return url.getScheme().equals("https")
                || url.getHost() != null && url.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    }
}

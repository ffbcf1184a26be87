package org.coincide.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

/** The login of a connector that runs on this machine. */
public record Login(String user, String password) {

    /** Reads the file that the connector's first start has written. */
    public static Login of(Path dataDirectory, String clientId) {
        var file = new Properties();
        try (var reader = Files.newBufferedReader(
                dataDirectory.resolve("client-" + clientId).resolve("login.properties"))) {
            file.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Login(file.getProperty("user"), file.getProperty("password"));
    }

    /** The value of the header Authorization. */
    public String authorization() {
        return basic(user, password);
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}

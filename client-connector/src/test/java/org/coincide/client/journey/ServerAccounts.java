package org.coincide.client.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The accounts file that the server writes at its first start. */
public record ServerAccounts(Properties values) {

    public static ServerAccounts in(Path dataDirectory) {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(dataDirectory.resolve("accounts.properties"))) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The server's accounts.properties cannot be read", e);
        }
        return new ServerAccounts(values);
    }

    public String secretOf(String clientId) {
        return value("client." + clientId + ".secret");
    }

    String brokerName() {
        return value("broker.server.name");
    }

    String brokerPassword() {
        return value("broker.server.password");
    }

    /** The Authorization header of a client. */
    String authorization(String clientId) {
        return HttpEndpoint.basic(clientId, secretOf(clientId));
    }

    String operatorName() {
        return value("operator.name");
    }

    String operatorPassword() {
        return value("operator.password");
    }

    /** The Authorization header of the operator. */
    String operatorAuthorization() {
        return HttpEndpoint.basic(operatorName(), operatorPassword());
    }

    /** The Authorization header of the bank. */
    String bankAuthorization() {
        return HttpEndpoint.basic(values.getProperty("bank.name", "bank"), value("bank.password"));
    }

    private String value(String key) {
        var value = values.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("accounts.properties has no " + key);
        }
        return value;
    }
}

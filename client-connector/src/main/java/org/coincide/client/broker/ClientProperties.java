package org.coincide.client.broker;

import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The client's account at the broker.
 *
 * @param id the client's identifier in the contract and its user name; its queue is {@code trading.client.<id>}
 * @param secret the account's password
 */
@Validated
@ConfigurationProperties("coincide.client")
public record ClientProperties(String id, String secret) {

    /** Validates id. */
    @AssertTrue(
            message =
                    "The value is not a valid client identifier. Set the identifier that the server's operator gave this"
                            + " client: a lower-case letter, then up to 31 lower-case letters, digits and hyphens.")
    boolean isId() {
        return id != null && id.matches("[a-z][a-z0-9-]{0,31}");
    }

    /** Validates secret. */
    @AssertTrue(
            message = "The secret is not set. Set the environment variable COINCIDE_CLIENT_SECRET (or the property"
                    + " coincide.client.secret) to the secret that the server's operator gave this client. A server on this machine"
                    + " writes the secret to accounts.properties in its data directory, as client.<id>.secret: start this client in"
                    + " the same folder, or set coincide.data-directory to that directory.")
    boolean isSecret() {
        return secret != null && !secret.isBlank();
    }

    /** The queue of the server's messages to this client. */
    public String queue() {
        return "trading.client." + id;
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}

package org.coincide.client.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The client's account at the broker.
 *
 * @param id the client's identifier in the contract and its user name; its queue is {@code trading.client.<id>}
 * @param secret the account's password
 */
@ConfigurationProperties("coincide.client")
public record ClientProperties(String id, String secret) {

    public ClientProperties {
        if (id == null || !id.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new ClientAccountException(
                    "coincide.client.id is \"" + id + "\", which is not a valid client identifier.",
                    "Set coincide.client.id to the identifier that the server's operator gave this client: up to 32 lower-case"
                            + " letters, digits and hyphens.");
        }
        if (secret == null || secret.isBlank()) {
            throw new ClientAccountException(
                    "The secret of client " + id + " is not set.",
                    "Set the environment variable COINCIDE_CLIENT_SECRET (or the property coincide.client.secret) to the secret"
                            + " that the server's operator gave client " + id + ". A server on this machine writes the"
                            + " secret to accounts.properties in its data directory, as client." + id
                            + ".secret: start this client in the same folder, or set coincide.data-directory to that"
                            + " directory.");
        }
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

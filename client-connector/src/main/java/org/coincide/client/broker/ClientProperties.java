package org.coincide.client.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who this client is: its name at the broker and in the contract.
 *
 * @param id the client's identifier; its queue is {@code trading.client.<id>}
 * @param secret the password of its account at the broker
 */
@ConfigurationProperties("coincide.client")
public record ClientProperties(String id, String secret) {

    public ClientProperties {
        if (id == null || !id.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new ClientAccountException(
                    "coincide.client.id is \"" + id + "\", which is no client identifier.",
                    "Set coincide.client.id to up to 32 lower-case letters, digits and hyphens, as the server knows this client.");
        }
        if (secret == null || secret.isBlank()) {
            throw new ClientAccountException(
                    "The secret of client " + id + " is not set.",
                    "Set the environment variable COINCIDE_CLIENT_SECRET (or the property coincide.client.secret) to what the"
                            + " server's operator gave for client " + id + ". A server on this machine writes it to"
                            + " accounts.properties in its data directory, as client." + id
                            + ".secret: start this client in the"
                            + " same folder, or point coincide.data-directory there.");
        }
    }

    /** The queue on which the server speaks to this client. */
    public String queue() {
        return "trading.client." + id;
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}

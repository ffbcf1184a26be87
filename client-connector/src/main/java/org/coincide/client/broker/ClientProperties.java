package org.coincide.client.broker;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The client, its account at the broker, and the server that it trusts.
 *
 * @param id the client's identifier in the contract and its user name; its queue is {@code trading.client.<id>}
 * @param secret the account's password
 * @param signatures whether the server's messages must be signed: {@code required}, or {@code optional} while a server begins to sign.
 *     Optional: unsigned messages are accepted, and anybody with the server's broker account can write one
 * @param serverName name of the server, the first segment of the {@code source} of its messages; a message of another server raises
 *     WRONG_SERVER
 * @param serverKeys file with the server's public keys: a JWK Set or one JSON Web Key. The default is the file that a server on this
 *     machine writes into the same data directory
 * @param serverThumbprints thumbprints (RFC 7638) of further keys of the server
 * @param revokedThumbprints thumbprints of keys that are not trusted any more, whoever announced them
 * @param signingKey private key that signs this client's messages, as a JSON Web Key (kty OKP, crv Ed25519, with d), from a secret store;
 *     empty for the key in {@code client-<id>/signing-key.json} of the data directory, which the first start creates
 */
@Validated
@ConfigurationProperties("coincide.client")
public record ClientProperties(
        String id,
        String secret,
        @DefaultValue("required") Signatures signatures,

        @DefaultValue("coincide") @Pattern(regexp = "[a-z][a-z0-9-]{0,31}")
        String serverName,

        @DefaultValue("") @Size(max = 1000) String serverKeys,

        @DefaultValue
        List<@Pattern(regexp = ClientProperties.THUMBPRINT, message = ClientProperties.THUMBPRINT_TEXT) String>
                serverThumbprints,

        @DefaultValue
        List<@Pattern(regexp = ClientProperties.THUMBPRINT, message = ClientProperties.THUMBPRINT_TEXT) String>
                revokedThumbprints,

        @DefaultValue("") @Size(max = 1000) String signingKey) {

    static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";
    static final String THUMBPRINT_TEXT = "a thumbprint of 43 characters, the kid of a key";

    /** Treatment of messages without a signature. */
    public enum Signatures {
        REQUIRED,
        OPTIONAL
    }

    public boolean requiresSignatures() {
        return signatures == Signatures.REQUIRED;
    }

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

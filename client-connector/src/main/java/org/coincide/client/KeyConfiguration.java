package org.coincide.client;

import java.nio.file.Path;
import java.util.List;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.settings.DataDirectoryProperties;
import org.coincide.client.signatures.KeyConfigurationException;
import org.coincide.client.signatures.KeyFiles;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.signatures.TrustedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys: those of the server, which this client pins, and this client's own. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(KeyConfiguration.class);

    @Bean
    TrustedKeys trustedKeys(ClientProperties client) {
        var keys = new TrustedKeys(
                client.serverKeys().isBlank() ? List.of() : KeyFiles.publicKeys(Path.of(client.serverKeys())),
                client.serverThumbprints(),
                client.revokedThumbprints());
        if (keys.isEmpty() && client.requiresSignatures()) {
            throw new KeyConfigurationException(
                    "This client pins no key of its server, so it cannot verify who sent a message.",
                    ("Copy the JWK Set of the server, which it serves at /.well-known/jwks.json, to the file %s (or set"
                                    + " coincide.client.server-keys to another file), or set coincide.client.server-thumbprints to the"
                                    + " thumbprint that the server's operator gave you. If the server does not sign yet,"
                                    + " set coincide.client.signatures=optional.")
                            .formatted(client.serverKeys()),
                    null);
        }
        if (!client.requiresSignatures()) {
            LOG.info("Unsigned messages are accepted: coincide.client.signatures is optional.");
        }
        return keys;
    }

    @Bean
    SignedMessageReader signedMessageReader(MessageReader reader, TrustedKeys keys, ClientProperties client) {
        return new SignedMessageReader(reader, keys, client.requiresSignatures());
    }

    /** The key that signs this client's messages: the configured one, or the one in the data directory. */
    @Bean
    SigningKey signingKey(ClientProperties client, DataDirectoryProperties directory) {
        var key = readKey(client, directory);
        LOG.info("Messages to the server are signed with the key {}.", key);
        return key;
    }

    private static SigningKey readKey(ClientProperties client, DataDirectoryProperties directory) {
        if (client.signingKey().isBlank()) {
            return KeyFiles.signingKey(
                    directory.dataDirectory().resolve("client-" + client.id()).resolve("signing-key.json"));
        }
        try {
            return SigningKey.parse(client.signingKey());
        } catch (IllegalArgumentException e) {
            throw new KeyConfigurationException(
                    "coincide.client.signing-key is not a private key: " + e.getMessage() + ".",
                    "Set a JSON Web Key with kty OKP, crv Ed25519 and d, or remove the setting to have this client create a key.",
                    e);
        }
    }
}

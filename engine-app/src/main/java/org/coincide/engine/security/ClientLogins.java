package org.coincide.engine.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.coincide.engine.operations.ClientAccounts;
import org.coincide.engine.operations.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Clients log in with their id and their secret, the same as at the broker. */
@Configuration(proxyBeanMethods = false)
class ClientLogins {

    static final String CLIENT = "CLIENT";

    @Bean
    AuthenticationProvider clientAuthentication(ClientAccounts clients, Secrets secrets) {
        PasswordEncoder encoder = new RandomSecrets();
        UserDetailsService users = id -> clients.find(id)
                .map(client -> User.withUsername(client.id())
                        .password(encoder.encode(secrets.ofClient(client.id())))
                        .roles(CLIENT)
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("No such client"));
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        return provider;
    }

    /**
     * Compares in constant time. A slow hash would protect nothing here: the secrets are random, never leave this
     * process as hashes, and are needed as they are by the broker.
     */
    private static final class RandomSecrets implements PasswordEncoder {

        @Override
        public String encode(CharSequence secret) {
            return HexFormat.of().formatHex(sha256(secret.toString().getBytes(UTF_8)));
        }

        @Override
        public boolean matches(CharSequence presented, String encoded) {
            return MessageDigest.isEqual(encode(presented).getBytes(UTF_8), encoded.getBytes(UTF_8));
        }

        private static byte[] sha256(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java platform has SHA-256", impossible);
            }
        }
    }
}

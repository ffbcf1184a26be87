package org.coincide.engine.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.coincide.engine.accounts.ClientAccount.State;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.junit.jupiter.api.Test;

/** Logins of clients by the hashes of their secrets. */
class ClientLoginTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(60);
    private static final String GENERATED = SecretGenerator.next();
    private static final String CHOSEN = "a secret that a person has chosen";

    private final ClientSecretEncoder encoder = new ClientSecretEncoder();
    private final ClientAccounts clients = new ClientAccounts(encoder);

    @Test
    void noHashContainsItsSecret() {
        assertThat(encoder.encode(GENERATED)).startsWith("{sha256}").doesNotContain(GENERATED);
        assertThat(encoder.encode(CHOSEN)).startsWith("{pbkdf2}").doesNotContain(CHOSEN);
        assertThat(new ClientSecret("1", encoder.encode(GENERATED), NOW, null)).hasToString("1");
    }

    @Test
    void aSecretMatchesItsHashAndNoOther() {
        for (String secret : List.of(GENERATED, CHOSEN)) {
            String hash = encoder.encode(secret);
            assertThat(encoder.matches("wrong", hash)).isFalse();
            assertThat(encoder.matches(secret, hash)).isTrue();
            assertThat(encoder.matches(secret, hash)).as("remembered").isTrue();
            assertThat(encoder.matches(secret + "x", hash)).isFalse();
            assertThat(encoder.matches("", hash)).isFalse();
        }
    }

    @Test
    void aFormerSecretIsValidUntilItsEnd() {
        register(State.ENABLED, secret("1", GENERATED, END), secret("2", CHOSEN, null));

        assertThat(clients.login("acme", GENERATED, NOW)).hasValueSatisfying(login -> {
            assertThat(login.secretId()).isEqualTo("1");
            assertThat(clients.permits("acme", "1", NOW)).isTrue();
        });
        assertThat(clients.login("acme", GENERATED, END)).isEmpty();
        assertThat(clients.permits("acme", "1", END)).isFalse();
        assertThat(clients.login("acme", CHOSEN, END)).isPresent();
    }

    @Test
    void aDisabledClientIsKnownAndNotPermitted() {
        register(State.DISABLED, secret("1", GENERATED, null));

        assertThat(clients.login("acme", GENERATED, NOW))
                .hasValueSatisfying(
                        login -> assertThat(login.client().isEnabled()).isFalse());
        assertThat(clients.login("acme", "wrong", NOW)).isEmpty();
        assertThat(clients.permits("acme", "1", NOW)).isFalse();
        assertThat(clients.find("acme")).isPresent();
    }

    @Test
    void aDeletedClientIsUnknown() {
        register(State.DELETED, secret("1", GENERATED, null));

        assertThat(clients.login("acme", GENERATED, NOW)).isEmpty();
        assertThat(clients.permits("acme", "1", NOW)).isFalse();
        assertThat(clients.find("acme")).isEmpty();
        assertThat(clients.all()).isEmpty();
        assertThat(clients.withDeleted()).hasSize(1);
    }

    @Test
    void anUnknownClientCannotLogIn() {
        assertThat(clients.login("nobody", GENERATED, NOW)).isEmpty();
        assertThat(clients.permits("nobody", "1", NOW)).isFalse();
    }

    private void register(State state, ClientSecret... secrets) {
        clients.replace(List.of(
                new Registration(new ClientAccount("acme", BigDecimal.ONE, Set.of(), state), List.of(secrets))));
    }

    private ClientSecret secret(String id, String secret, Instant validUntil) {
        return new ClientSecret(id, encoder.encode(secret), NOW, validUntil);
    }
}

package org.coincide.engine.clients;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccount.State;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.ClientSecret;
import org.coincide.engine.accounts.ClientSecretEncoder;
import org.coincide.engine.accounts.Quota;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of clients, in the transaction of the caller, which calls {@link ClientRefresh#refresh()} after the commit. A change that is not
 * possible throws {@link Refused}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ClientChanges {

    /** Secrets of one client that can be valid at a time. */
    private static final int MAX_SECRETS = 2;

    /** A change that the state of the client does not allow. The message says why. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean unknown;

        public Refused(String text, boolean unknown) {
            super(text);
            this.unknown = unknown;
        }

        /** Returns whether the client or the secret does not exist. */
        public boolean isUnknown() {
            return unknown;
        }
    }

    private final ClientRecords records;
    private final AccountSecrets systems;
    private final ClientSecretEncoder encoder;
    private final ClientDataProperties properties;
    private final Clock clock;

    ClientChanges(
            ClientRecords records,
            AccountSecrets systems,
            ClientSecretEncoder encoder,
            ClientDataProperties properties,
            Clock clock) {
        this.records = records;
        this.systems = systems;
        this.encoder = encoder;
        this.properties = properties;
        this.clock = clock;
    }

    /** Creates a client; returns its secret, of which only the hash is stored. */
    public String create(String clientId, BigDecimal orderLimit) {
        records.lock();
        read(clientId).ifPresent(known -> {
            throw refused(
                    known.account().state() == State.DELETED
                            ? "The id " + clientId
                                    + " belonged to a deleted client and cannot be used again. Choose another id."
                            : "The id " + clientId + " is in use. Choose another id.");
        });
        if (systems.isTaken(clientId)) {
            throw refused("The server or a partner has the account " + clientId + ". Choose another id.");
        }
        records.add(clientId, orderLimit);
        return addSecret(clientId);
    }

    /** Changes the order limit, which applies to later orders. */
    public void limit(String clientId, BigDecimal orderLimit) {
        find(clientId);
        records.limit(clientId, orderLimit);
    }

    /** Changes the quota, which applies to later orders. */
    public void quota(String clientId, Quota quota) {
        find(clientId);
        records.quota(clientId, quota);
    }

    /** Disables an enabled client, or enables a disabled one; returns false if it is so already. */
    public boolean enable(String clientId, boolean enabled) {
        State state = enabled ? State.ENABLED : State.DISABLED;
        if (find(clientId).account().state() == state) {
            return false;
        }
        records.state(clientId, state);
        return true;
    }

    /** Replaces the keys with which the client signs. */
    public void keys(String clientId, Set<String> kids) {
        find(clientId);
        records.replaceKeys(clientId, kids);
    }

    /**
     * Adds a secret; the former one remains valid for a while.
     *
     * @param overlap time for which the former secret remains valid; null for {@code coincide.client-data.overlap}
     */
    public String rotate(String clientId, Duration overlap) {
        if (find(clientId).secrets().size() >= MAX_SECRETS) {
            throw refused("Client " + clientId + " has two valid secrets. Revoke one of them first.");
        }
        records.removeExpiredSecrets(clientId);
        records.endSecrets(clientId, now().plus(overlap == null ? properties.overlap() : overlap));
        return addSecret(clientId);
    }

    /**
     * Revokes a secret at once. The last one stays: without a secret the client is better disabled. A former secret that remains is valid
     * without an end again.
     */
    public void revoke(String clientId, String secretId) {
        List<ClientSecret> secrets = find(clientId).secrets();
        if (secrets.stream().noneMatch(secret -> secret.id().equals(secretId))) {
            throw unknown("Client " + clientId + " has no secret " + secretId + ".");
        }
        if (secrets.size() == 1) {
            throw refused("This is the client's only valid secret. Add another one first, or disable the client.");
        }
        records.removeExpiredSecrets(clientId);
        records.removeSecret(clientId, Long.parseLong(secretId));
        records.keepSecrets(clientId);
    }

    /** Deletes a disabled client, its secrets and its keys. Its trades stay, and its id is never given again. */
    public void delete(String clientId) {
        if (find(clientId).account().isEnabled()) {
            throw refused("Client " + clientId + " is enabled. Disable it first.");
        }
        records.removeSecrets(clientId);
        records.replaceKeys(clientId, Set.of());
        records.state(clientId, State.DELETED);
    }

    /** Returns all clients that are not deleted, with their valid secrets. */
    public List<Registration> all() {
        return records.all(now()).stream().filter(ClientChanges::exists).toList();
    }

    /** Locks all clients and returns one of them. */
    public Registration find(String clientId) {
        records.lock();
        return read(clientId)
                .filter(ClientChanges::exists)
                .orElseThrow(() -> unknown("There is no client " + clientId + "."));
    }

    private Optional<Registration> read(String clientId) {
        return records.all(now()).stream()
                .filter(one -> one.account().id().equals(clientId))
                .findFirst();
    }

    private String addSecret(String clientId) {
        String secret = ClientSecretEncoder.generate();
        records.addSecret(clientId, encoder.encode(secret));
        return secret;
    }

    private Instant now() {
        return clock.instant();
    }

    private static boolean exists(Registration client) {
        return client.account().state() != State.DELETED;
    }

    private static Refused refused(String text) {
        return new Refused(text, false);
    }

    private static Refused unknown(String text) {
        return new Refused(text, true);
    }
}

package org.coincide.engine.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The clients and the hashes of their secrets, in the memory of this node. The package {@code clients} replaces them after each change in
 * the database.
 */
public final class ClientAccounts {

    /** The clients of this node have changed. */
    public record Changed() {}

    /** A client with its secrets. */
    public record Registration(ClientAccount account, List<ClientSecret> secrets) {}

    /** A client that has presented a right secret, which is enabled or not. */
    public record Login(ClientAccount client, String secretId) {}

    /** The answer to a client that is disabled. */
    public static final String DISABLED = "The account is disabled. Contact the server's operator.";

    private static final BigDecimal ANY_LIMIT = BigDecimal.ONE;

    private final ClientSecretEncoder encoder;
    private volatile Map<String, Registration> registrations = Map.of();

    ClientAccounts(ClientSecretEncoder encoder) {
        this.encoder = encoder;
    }

    /** Returns accounts with these credentials, which do not change. */
    public static ClientAccounts of(List<Credentials> clients) {
        ClientAccounts accounts = new ClientAccounts(ClientSecretEncoder.inMemory());
        clients.forEach(client -> accounts.add(new ClientAccount(client.name(), ANY_LIMIT), client.password()));
        return accounts;
    }

    void add(ClientAccount account, String secret) {
        List<Registration> all = new ArrayList<>(registrations.values());
        all.add(new Registration(
                account, List.of(new ClientSecret("configured", encoder.encode(secret), Instant.EPOCH, null))));
        replace(all);
    }

    /** Replaces all clients; returns false if they are the same. */
    public synchronized boolean replace(Collection<Registration> current) {
        Map<String, Registration> byId = new TreeMap<>();
        current.forEach(one -> byId.put(one.account().id(), one));
        boolean changed = !byId.equals(registrations);
        registrations = byId;
        return changed;
    }

    /** Returns a client that is not deleted. */
    public Optional<ClientAccount> find(String clientId) {
        return Optional.ofNullable(registrations.get(clientId))
                .map(Registration::account)
                .filter(ClientAccounts::exists);
    }

    /** All clients that are not deleted, by id. */
    public List<ClientAccount> all() {
        return withDeleted().stream().filter(ClientAccounts::exists).toList();
    }

    /** All clients that there were, by id. */
    public List<ClientAccount> withDeleted() {
        return registrations.values().stream().map(Registration::account).toList();
    }

    /** Returns the client with this id and secret; empty if there is none. The client can be disabled. */
    public Optional<Login> login(String clientId, String secret, Instant now) {
        Registration registration = registrations.get(clientId);
        if (registration == null || !exists(registration.account())) {
            return Optional.empty();
        }
        return registration.secrets().stream()
                .filter(one -> one.isValid(now) && encoder.matches(secret, one.hash()))
                .map(one -> new Login(registration.account(), one.id()))
                .findFirst();
    }

    /** Returns whether a login is still valid. */
    public boolean permits(String clientId, String secretId, Instant now) {
        Registration registration = registrations.get(clientId);
        return registration != null
                && registration.account().isEnabled()
                && registration.secrets().stream().anyMatch(one -> one.id().equals(secretId) && one.isValid(now));
    }

    private static boolean exists(ClientAccount account) {
        return account.state() != ClientAccount.State.DELETED;
    }
}

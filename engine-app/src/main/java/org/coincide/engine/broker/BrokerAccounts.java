package org.coincide.engine.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.jaas.GroupPrincipal;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.Credentials;

/**
 * The accounts of the embedded broker.
 *
 * @param server has all permissions
 * @param carrier may write reports about consignments and read nothing
 * @param clients each may write orders and requests, and read its own queue; they change while the broker runs
 * @param clock for the end of the validity of secrets
 */
public record BrokerAccounts(Credentials server, Credentials carrier, ClientAccounts clients, Clock clock) {

    static final String SERVER = "server";
    static final String CARRIER = "carrier";
    static final String CLIENTS = "clients";

    private static final String PASSWORD = "password";

    /** Accounts of clients that do not change. */
    public BrokerAccounts(Credentials server, Credentials carrier, List<Credentials> clients) {
        this(server, carrier, ClientAccounts.of(clients), Clock.systemUTC());
    }

    /** The group of one client. Its name has a dot, which no client id has, and so differs from all other groups. */
    static String groupOf(String clientId) {
        return "client." + clientId;
    }

    List<String> clientIds() {
        return clients.all().stream().map(ClientAccount::id).toList();
    }

    /** The clients that were deleted, by id. */
    List<String> deletedIds() {
        return clients.withDeleted().stream()
                .filter(client -> client.state() == ClientAccount.State.DELETED)
                .map(ClientAccount::id)
                .toList();
    }

    /** Returns the id of the secret with which an account logs in; empty if the account or the secret is wrong, or the client is disabled. */
    Optional<String> login(String name, String password) {
        if (name == null || password == null) {
            return Optional.empty();
        }
        if (system(name).isPresent()) {
            return system(name)
                    .filter(account ->
                            MessageDigest.isEqual(account.password().getBytes(UTF_8), password.getBytes(UTF_8)))
                    .map(account -> PASSWORD);
        }
        return clients.login(name, password, clock.instant())
                .filter(login -> login.client().isEnabled())
                .map(ClientAccounts.Login::secretId);
    }

    /** Returns whether a login is still valid. */
    boolean permits(String name, String secretId) {
        return system(name).isPresent() || clients.permits(name, secretId, clock.instant());
    }

    Set<GroupPrincipal> groups(String name) {
        Stream<String> groups = name.equals(server.name())
                ? Stream.of(SERVER)
                : name.equals(carrier.name()) ? Stream.of(CARRIER) : Stream.of(CLIENTS, groupOf(name));
        return groups.map(GroupPrincipal::new).collect(Collectors.toSet());
    }

    private Optional<Credentials> system(String name) {
        return Stream.of(server, carrier)
                .filter(account -> account.name().equals(name))
                .findFirst();
    }
}

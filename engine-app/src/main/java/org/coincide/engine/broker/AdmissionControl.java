package org.coincide.engine.broker;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.state.ConnectionState;

/**
 * Decides which connections the embedded broker keeps.
 *
 * <p>ActiveMQ acts on the connection id of a peer before it checks the password: it stops whichever connection holds that id, the
 * server's own included. Ids are no secret, since each JMS message id begins with one. Here the password comes first, and an id
 * belongs to its account for as long as it is in use.
 */
final class AdmissionControl {

    /** The form of a connection id. The id is part of the message ids, which appear in refusals, in the database and in the log. */
    private static final Pattern CONNECTION_ID = Pattern.compile("[\\x21-\\x7E]{1,200}");

    private final BrokerAccounts accounts;
    private final BrokerProperties properties;

    AdmissionControl(BrokerAccounts accounts, BrokerProperties properties) {
        this.accounts = accounts;
        this.properties = properties;
    }

    /**
     * Checks the password of a connection; returns the id of the secret.
     *
     * @throws SecurityException if the password is wrong
     */
    String authenticate(ConnectionInfo login) {
        return accounts.login(login.getUserName(), login.getPassword())
                .orElseThrow(() ->
                        new SecurityException("User name [%s] or password is invalid.".formatted(login.getUserName())));
    }

    /** Returns whether the account of a connection may still use it: a client is disabled, and a secret revoked, at any time. */
    boolean permits(ClientConnection connection) {
        return connection.account() == null || accounts.permits(connection.account(), connection.secretId());
    }

    /**
     * Admits the login of a connection, whose password is right.
     *
     * @param others all connections of the connector
     * @throws SecurityException if the id is invalid or belongs to another account, or the account has too many
     *     connections
     */
    void admit(ConnectionInfo login, RegionBroker broker, List<ClientConnection> others) {
        if (!CONNECTION_ID
                .matcher(String.valueOf(login.getConnectionId().getValue()))
                .matches()) {
            throw new SecurityException("The connection id must be 1 to 200 printable ASCII characters without spaces."
                    + " Let the JMS client generate an id of its own.");
        }
        ConnectionState holder = broker.getConnectionStates().get(login.getConnectionId());
        boolean reconnects = holder != null;
        if (reconnects && !Objects.equals(holder.getInfo().getUserName(), login.getUserName())) {
            throw new SecurityException(
                    "The connection id is in use by another account. Let the JMS client generate an id of its own.");
        }
        long open = others.stream()
                .filter(other -> login.getUserName().equals(other.account()))
                .count();
        int limit = properties.admission().connectionsPerAccount();
        if (!reconnects && open >= limit) {
            throw new SecurityException(
                    "Account %s has %d connections, which is the limit. Close one before you open another."
                            .formatted(login.getUserName(), limit));
        }
    }

    /**
     * Selects the connection that makes room for a new one: the oldest from the same address that has not logged in, if that address
     * has too many of them, or the oldest of all, if the broker has too many connections. Empty if there is room.
     *
     * @throws SecurityException if there is no room and every connection has logged in
     */
    Optional<ClientConnection> toEvict(String remoteAddress, List<ClientConnection> others) {
        List<ClientConnection> pending = others.stream()
                .filter(other -> other.account() == null)
                .sorted(Comparator.comparingLong(ClientConnection::number))
                .toList();
        List<ClientConnection> pendingHere = pending.stream()
                .filter(other -> host(other.getRemoteAddress()).equals(host(remoteAddress)))
                .toList();
        if (pendingHere.size() >= properties.admission().pendingPerAddress()) {
            return Optional.of(pendingHere.get(0));
        }
        if (others.size() < properties.maxConnections()) {
            return Optional.empty();
        }
        return Optional.of(pending.stream()
                .findFirst()
                .orElseThrow(() -> new SecurityException(
                        "The broker has %d connections, which is the limit.".formatted(properties.maxConnections()))));
    }

    static String host(String remoteAddress) {
        return String.valueOf(URI.create(remoteAddress).getHost());
    }
}

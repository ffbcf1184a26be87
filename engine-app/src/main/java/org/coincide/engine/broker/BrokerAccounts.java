package org.coincide.engine.broker;

import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.security.AuthenticationUser;
import org.coincide.engine.accounts.Credentials;

/**
 * The accounts of the embedded broker.
 *
 * @param server has all permissions
 * @param carrier may write reports about consignments and read nothing
 * @param clients each may write orders and requests, and read its own queue
 */
public record BrokerAccounts(Credentials server, Credentials carrier, List<Credentials> clients) {

    static final String SERVER = "server";
    static final String CARRIER = "carrier";
    static final String CLIENTS = "clients";

    /** The group of one client. Its name has a dot, which no client id has, and so differs from all other groups. */
    static String groupOf(String clientId) {
        return "client." + clientId;
    }

    List<String> clientIds() {
        return clients.stream().map(Credentials::name).toList();
    }

    List<AuthenticationUser> users() {
        return Stream.concat(
                        Stream.of(
                                new AuthenticationUser(server.name(), server.password(), SERVER),
                                new AuthenticationUser(carrier.name(), carrier.password(), CARRIER)),
                        clients.stream()
                                .map(client -> new AuthenticationUser(
                                        client.name(), client.password(), CLIENTS + "," + groupOf(client.name()))))
                .toList();
    }
}

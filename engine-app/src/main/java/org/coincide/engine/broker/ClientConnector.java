package org.coincide.engine.broker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.broker.Connection;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.transport.TransportServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts TCP connections under {@link AdmissionControl}. The server's own connections are inside the JVM and need no room here. */
final class ClientConnector extends TransportConnector {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnector.class);

    private final AdmissionControl control;
    private final BrokerProperties.Admission properties;
    private final AtomicLong accepted = new AtomicLong();

    ClientConnector(TransportServer server, AdmissionControl control, BrokerProperties.Admission properties) {
        super(server);
        this.control = control;
        this.properties = properties;
    }

    @Override
    protected synchronized Connection createConnection(Transport transport) throws IOException {
        try {
            control.toEvict(transport.getRemoteAddress(), open()).ifPresent(ClientConnection::evict);
        } catch (SecurityException noRoom) {
            throw new IOException(noRoom);
        }
        ClientConnection connection =
                new ClientConnection(this, transport, getBroker(), getTaskRunnerFactory(), accepted.incrementAndGet());
        connection.getStatistics().setEnabled(getStatistics().isEnabled());
        connection.setMessageAuthorizationPolicy(getMessageAuthorizationPolicy());
        getBrokerService()
                .getScheduler()
                .executeAfterDelay(
                        () -> stopUnlessLoggedIn(connection),
                        properties.handshake().toMillis());
        return connection;
    }

    /** Checks a login; returns the id of its secret. The check of the password does not delay other connections. */
    String admit(ConnectionInfo login) {
        String secretId = control.authenticate(login);
        admitAuthenticated(login);
        return secretId;
    }

    boolean permits(ClientConnection connection) {
        return control.permits(connection);
    }

    /** Closes the connections whose client is disabled now, or whose secret is not valid any more. */
    void cutForbidden() {
        open().stream().filter(connection -> !control.permits(connection)).forEach(connection -> {
            LOG.info(
                    "A connection of {} is closed: the account or its secret is not valid any more.",
                    connection.account());
            connection.evict();
        });
    }

    private synchronized void admitAuthenticated(ConnectionInfo login) {
        control.admit(login, (RegionBroker) getBroker().getAdaptor(RegionBroker.class), open());
    }

    private static void stopUnlessLoggedIn(ClientConnection connection) {
        if (connection.account() == null) {
            connection.evict();
        }
    }

    private List<ClientConnection> open() {
        return getConnections().stream()
                .map(ClientConnection.class::cast)
                .filter(connection -> !connection.isEvicted())
                .toList();
    }
}

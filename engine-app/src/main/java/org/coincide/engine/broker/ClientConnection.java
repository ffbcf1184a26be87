package org.coincide.engine.broker;

import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.TransportConnection;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.Response;
import org.apache.activemq.thread.TaskRunnerFactory;
import org.apache.activemq.transport.Transport;

/** A TCP connection that must log in before it can do anything, and within the time for the handshake. */
final class ClientConnection extends TransportConnection {

    /** Time in milliseconds for a refused peer to read the reason before its connection is closed. */
    private static final int TIME_TO_READ_REFUSAL = 500;

    private final ClientConnector connector;
    private final long number;
    private volatile String account;
    private volatile boolean evicted;

    ClientConnection(
            ClientConnector connector, Transport transport, Broker broker, TaskRunnerFactory tasks, long number) {
        super(connector, transport, broker, tasks, broker.getBrokerService().getTaskRunnerFactory());
        this.connector = connector;
        this.number = number;
    }

    /** Position in the order in which connections were accepted. */
    long number() {
        return number;
    }

    /** Account that has logged in; null until then. */
    String account() {
        return account;
    }

    /** Closes the connection in the background. It counts no more from now on. */
    void evict() {
        evicted = true;
        stopAsync();
    }

    boolean isEvicted() {
        return evicted;
    }

    @Override
    public Response processAddConnection(ConnectionInfo login) throws Exception {
        try {
            connector.admit(login);
        } catch (SecurityException refused) {
            delayedStop(TIME_TO_READ_REFUSAL, refused.getMessage(), refused);
            throw refused;
        }
        account = login.getUserName();
        return super.processAddConnection(login);
    }
}

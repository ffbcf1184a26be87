package org.coincide.engine.broker;

import java.io.IOException;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.TransportConnection;
import org.apache.activemq.command.Command;
import org.apache.activemq.command.ConnectionId;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.ConsumerId;
import org.apache.activemq.command.ConsumerInfo;
import org.apache.activemq.command.LocalTransactionId;
import org.apache.activemq.command.ProducerId;
import org.apache.activemq.command.ProducerInfo;
import org.apache.activemq.command.Response;
import org.apache.activemq.command.SessionId;
import org.apache.activemq.command.SessionInfo;
import org.apache.activemq.command.TransactionInfo;
import org.apache.activemq.thread.TaskRunnerFactory;
import org.apache.activemq.transport.Transport;
import org.coincide.engine.logging.LogContext;

/** A TCP connection that must log in before it can do anything, and within the time for the handshake. */
final class ClientConnection extends TransportConnection {

    /** Time in milliseconds for a refused peer to read the reason before its connection is closed. */
    private static final int TIME_TO_READ_REFUSAL = 500;

    private final ClientConnector connector;
    private final long number;
    private volatile String secretId;
    private volatile String account;
    private volatile ConnectionId id;
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

    /** The id of the secret with which the account has logged in. */
    String secretId() {
        return secretId;
    }

    /** Closes the connection in the background. It counts no more from now on. */
    void evict() {
        evicted = true;
        stopAsync();
    }

    boolean isEvicted() {
        return evicted;
    }

    /** Names the account, or before the login the address, in the log: its lines are limited for each. */
    @Override
    public Response service(Command command) {
        return LogContext.ofPeer(peer(), () -> super.service(command));
    }

    @Override
    public void serviceException(Throwable failure) {
        LogContext.ofPeer(peer(), () -> super.serviceException(failure));
    }

    @Override
    public void serviceTransportException(IOException failure) {
        LogContext.ofPeer(peer(), () -> super.serviceTransportException(failure));
    }

    private String peer() {
        return account == null ? AdmissionControl.host(getRemoteAddress()) : account;
    }

    @Override
    public Response processAddConnection(ConnectionInfo login) throws Exception {
        if (id != null) {
            throw new SecurityException("The connection has logged in already. A second login is not authorized.");
        }
        try {
            secretId = connector.admit(login);
            account = login.getUserName();
            if (!connector.permits(this)) {
                throw new SecurityException("The account is not valid any more.");
            }
        } catch (SecurityException refused) {
            delayedStop(TIME_TO_READ_REFUSAL, refused.getMessage(), refused);
            throw refused;
        }
        id = login.getConnectionId();
        return super.processAddConnection(login);
    }

    /**
     * Checks that a command names this connection. ActiveMQ looks consumers up by an id that the peer chooses: a client could replace
     * and then remove a consumer of the server.
     */
    private void checkOwn(ConnectionId named) {
        if (id != null && !id.equals(named)) {
            throw new SecurityException("The id %s belongs to another connection. Not authorized.".formatted(named));
        }
    }

    @Override
    public Response processRemoveConnection(ConnectionId removed, long lastDelivered) throws InterruptedException {
        checkOwn(removed);
        return super.processRemoveConnection(removed, lastDelivered);
    }

    @Override
    public Response processAddSession(SessionInfo session) throws Exception {
        checkOwn(session.getSessionId().getParentId());
        return super.processAddSession(session);
    }

    @Override
    public Response processRemoveSession(SessionId session, long lastDelivered) throws Exception {
        checkOwn(session.getParentId());
        return super.processRemoveSession(session, lastDelivered);
    }

    @Override
    public Response processAddConsumer(ConsumerInfo consumer) throws Exception {
        checkOwn(consumer.getConsumerId().getParentId().getParentId());
        return super.processAddConsumer(consumer);
    }

    @Override
    public Response processRemoveConsumer(ConsumerId consumer, long lastDelivered) throws Exception {
        checkOwn(consumer.getParentId().getParentId());
        return super.processRemoveConsumer(consumer, lastDelivered);
    }

    @Override
    public Response processAddProducer(ProducerInfo producer) throws Exception {
        checkOwn(producer.getProducerId().getParentId().getParentId());
        return super.processAddProducer(producer);
    }

    @Override
    public Response processRemoveProducer(ProducerId producer) throws Exception {
        checkOwn(producer.getParentId().getParentId());
        return super.processRemoveProducer(producer);
    }

    @Override
    public Response processBeginTransaction(TransactionInfo transaction) throws Exception {
        checkOwn(transaction.getConnectionId());
        if (transaction.getTransactionId() instanceof LocalTransactionId local) {
            checkOwn(local.getConnectionId());
        }
        return super.processBeginTransaction(transaction);
    }
}

package org.coincide.engine.broker;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.SslContext;
import org.apache.activemq.management.JMSStatsImpl;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.util.IdGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection factory that can abort its connections from another thread, also while one waits for the broker. */
@SuppressWarnings("serial") // never serialized
public final class AbortableConnectionFactory extends ActiveMQConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(AbortableConnectionFactory.class);

    private final Set<Transport> transports =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final transient SslContext tls;

    private final transient BooleanSupplier reachable;

    /**
     * Creates a factory.
     *
     * @param tls trusted certificates; null for those that Java trusts
     * @param reachable whether a connection is worth an attempt; otherwise it is refused at once
     */
    AbortableConnectionFactory(String user, String password, String url, SslContext tls, BooleanSupplier reachable) {
        super(user, password, url);
        this.tls = tls;
        this.reachable = reachable;
    }

    /** The transports take the certificates from the thread that creates them. */
    @Override
    protected Transport createTransport() throws JMSException {
        if (!reachable.getAsBoolean()) {
            JMSException stopped = new JMSException("The embedded broker is not running.");
            // As for any broker that cannot be reached: no client is refused.
            stopped.initCause(new ConnectException(stopped.getMessage()));
            throw stopped;
        }
        SslContext before = SslContext.getCurrentSslContext();
        SslContext.setCurrentSslContext(tls);
        try {
            return super.createTransport();
        } finally {
            SslContext.setCurrentSslContext(before);
        }
    }

    /**
     * Returns a generator for one connection. A client knows the id of the connection that sent a message, since each message id begins
     * with one. From a random prefix of its own for each connection, a client cannot conclude the ids of the others.
     */
    @Override
    protected IdGenerator getConnectionIdGenerator() {
        return new IdGenerator("server-" + UUID.randomUUID());
    }

    @Override
    protected ActiveMQConnection createActiveMQConnection(Transport transport, JMSStatsImpl statistics)
            throws Exception {
        transports.add(transport);
        return super.createActiveMQConnection(transport, statistics);
    }

    /** Closes the sockets of all connections. A caller that waits on one of them gets an exception. */
    public void abort() {
        List.of(transports.toArray(Transport[]::new)).forEach(AbortableConnectionFactory::close);
    }

    private static void close(Transport transport) {
        try {
            Socket socket = transport.narrow(Socket.class);
            if (socket != null) {
                socket.close();
            }
        } catch (IOException failure) {
            LOG.warn("A socket of a broken broker connection could not be closed: {}", failure.toString());
        }
    }
}

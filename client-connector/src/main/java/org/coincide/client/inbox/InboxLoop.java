package org.coincide.client.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.transport.DefaultTransportListener;
import org.coincide.client.broker.ClientProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the inbox, from start to stop: connects, takes batch after batch, and after a fault begins again. Each batch
 * is stored before it is acknowledged.
 */
final class InboxLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLoop.class);

    private final ActiveMQConnectionFactory connections;
    private final ClientProperties account;
    private final Inbox inbox;
    private final JmsMessageReader opening;
    private final BrokerState state;
    private final InboxProperties properties;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean taking;
    private int faults;

    InboxLoop(
            ActiveMQConnectionFactory connections,
            ClientProperties account,
            Inbox inbox,
            JmsMessageReader opening,
            BrokerState state,
            InboxProperties properties) {
        this.connections = connections;
        this.account = account;
        this.inbox = inbox;
        this.opening = opening;
        this.state = state;
        this.properties = properties;
    }

    void stop() {
        stop.countDown();
    }

    /** Whether a batch is in hand, which should be finished; else there is nothing to wait for. */
    boolean isTaking() {
        return taking;
    }

    @Override
    public void run() {
        while (!stopping()) {
            try {
                connected();
            } catch (JMSException | RuntimeException e) {
                failed(e);
            }
        }
    }

    /** Only the connection is closed: it takes session and consumer along, without a word to a broker that may be away. */
    private void connected() throws JMSException {
        try (Connection connection = connections.createConnection()) {
            var session = connection.createSession(true, Session.SESSION_TRANSACTED);
            var consumer = session.createConsumer(session.createQueue(account.queue()));
            watch(connection);
            connection.start();
            state.working();
            LOG.info("Taking messages from {}", account.queue());
            while (!stopping()) {
                takeBatch(session, consumer);
            }
        }
    }

    /** A failover connection goes on by itself when the broker comes back; meanwhile nothing arrives, and health says so. */
    private void watch(Connection connection) {
        ((ActiveMQConnection) connection).addTransportListener(new DefaultTransportListener() {
            @Override
            public void transportInterupted() {
                state.failing("the connection to the broker is interrupted");
            }

            @Override
            public void transportResumed() {
                state.working();
            }
        });
    }

    private void takeBatch(Session session, MessageConsumer consumer) throws JMSException {
        var batch = receive(consumer);
        if (batch.isEmpty()) {
            return;
        }
        taking = true;
        try {
            take(session, batch);
        } finally {
            taking = false;
        }
    }

    private void take(Session session, List<ReceivedMessage> batch) throws JMSException {
        state.received(batch.get(batch.size() - 1).receivedAt());
        try {
            if (inbox.take(batch)) {
                session.commit();
                faults = 0;
                state.working();
                return;
            }
        } catch (RuntimeException e) {
            session.rollback();
            failed(e);
            return;
        }
        session.rollback();
        pause();
    }

    /** In the order in which they came. They are read on all cores: reading and validating is much of what a message costs. */
    private List<ReceivedMessage> receive(MessageConsumer consumer) throws JMSException {
        List<Message> batch = new ArrayList<>(properties.batchSize());
        var message = consumer.receive(properties.receiveWait().toMillis());
        while (message != null) {
            batch.add(message);
            message = batch.size() < properties.batchSize() ? next(consumer) : null;
        }
        return batch.parallelStream().map(opening::open).toList();
    }

    /** The broker sends ahead fewer messages than a batch may have; with a moment's patience a full batch comes of them. */
    private Message next(MessageConsumer consumer) throws JMSException {
        long wait = properties.fillWait().toMillis();
        return wait > 0 ? consumer.receive(wait) : consumer.receiveNoWait();
    }

    private void failed(Exception fault) {
        if (stopping()) {
            return;
        }
        state.failing(fault.toString());
        LOG.warn(
                "Messages wait: {}. Trying again in {} ms.",
                fault,
                properties.pauseAfter(faults + 1).toMillis());
        pause();
    }

    private void pause() {
        faults++;
        try {
            stop.await(properties.pauseAfter(faults).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }
}

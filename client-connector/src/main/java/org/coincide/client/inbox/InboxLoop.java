package org.coincide.client.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.transport.DefaultTransportListener;
import org.coincide.client.broker.ClientProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbox's loop from start to stop: connects, processes batches, and reconnects after a failure. Each batch is stored
 * before it is acknowledged.
 */
final class InboxLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLoop.class);

    private final ActiveMQConnectionFactory connections;
    private final ClientProperties client;
    private final Inbox inbox;
    private final JmsMessageReader reader;
    private final BrokerState state;
    private final InboxProperties properties;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean processing;
    private int failures;

    InboxLoop(
            ActiveMQConnectionFactory connections,
            ClientProperties client,
            Inbox inbox,
            JmsMessageReader reader,
            BrokerState state,
            InboxProperties properties) {
        this.connections = connections;
        this.client = client;
        this.inbox = inbox;
        this.reader = reader;
        this.state = state;
        this.properties = properties;
    }

    void stop() {
        stop.countDown();
    }

    /** Returns true while a batch is being processed; only then does a stop have to wait. */
    boolean isProcessing() {
        return processing;
    }

    @Override
    public void run() {
        while (!stopping()) {
            state.progressed();
            try {
                receiveUntilStopped();
            } catch (JMSException | RuntimeException | Error e) {
                // An error would end the thread, and no message would be received until a restart.
                failed(e);
            }
        }
    }

    /** Closes only the connection, which closes session and consumer without waiting for an unreachable broker. */
    private void receiveUntilStopped() throws JMSException {
        try (Connection connection = connections.createConnection()) {
            var session = connection.createSession(true, Session.SESSION_TRANSACTED);
            var consumer = session.createConsumer(session.createQueue(client.queue()));
            reportInterruptions(connection);
            var ahead = new ReadAhead(reader, properties.readAhead().toBytes());
            ((ActiveMQConnection) connection).addTransportListener(ahead);
            connection.start();
            state.markUp();
            LOG.info("Receiving messages from {}", client.queue());
            while (!stopping()) {
                state.progressed();
                processBatch(session, consumer, ahead);
            }
        }
    }

    /** Reports interruptions as health: a failover connection reconnects by itself, but receives nothing meanwhile. */
    private void reportInterruptions(Connection connection) {
        ((ActiveMQConnection) connection).addTransportListener(new DefaultTransportListener() {
            @Override
            public void transportInterupted() {
                state.markDown("the connection to the broker is interrupted");
            }

            @Override
            public void transportResumed() {
                state.markUp();
            }
        });
    }

    private void processBatch(Session session, MessageConsumer consumer, ReadAhead ahead) throws JMSException {
        var batch = receive(consumer, ahead);
        if (batch.isEmpty()) {
            return;
        }
        processing = true;
        try {
            process(session, batch);
        } finally {
            processing = false;
        }
    }

    private void process(Session session, List<ReceivedMessage> batch) throws JMSException {
        state.received(batch.get(batch.size() - 1).receivedAt());
        try {
            if (inbox.process(batch)) {
                session.commit();
                failures = 0;
                state.markUp();
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

    /**
     * Returns a batch in order of receipt. Other cores read, verify and validate its messages, a large part of their cost, while this thread
     * receives the next ones.
     */
    private List<ReceivedMessage> receive(MessageConsumer consumer, ReadAhead ahead) throws JMSException {
        List<ForkJoinTask<ReceivedMessage>> batch = new ArrayList<>(properties.batchSize());
        var message = consumer.receive(properties.receiveWait().toMillis());
        while (message != null) {
            var received = (ActiveMQMessage) message;
            var early = ahead.received(received.getMessageId());
            batch.add(ForkJoinPool.commonPool().submit(() -> reader.read(received, early)));
            message = batch.size() < properties.batchSize() ? next(consumer, batch.size()) : null;
        }
        helpFromTheEnd(batch);
        return batch.stream().map(ForkJoinTask::join).toList();
    }

    /** Executes what no other core has begun. Those begin at the first message. */
    private static void helpFromTheEnd(List<ForkJoinTask<ReceivedMessage>> batch) {
        for (int index = batch.size() - 1; index >= 0; index--) {
            batch.get(index).join();
        }
    }

    /**
     * Waits a few milliseconds for the next message of a large batch, which may be on its way from the broker. A few messages are processed at
     * once: no more may come, and those that do make the next batch.
     */
    private Message next(MessageConsumer consumer, int received) throws JMSException {
        long wait = properties.fillWait().toMillis();
        return wait > 0 && received >= properties.fillFrom() ? consumer.receive(wait) : consumer.receiveNoWait();
    }

    private void failed(Throwable failure) {
        if (stopping()) {
            return;
        }
        state.markDown(failure.toString());
        LOG.warn(
                "Receiving messages failed: {}. Retrying in {} ms.",
                failure,
                properties.pauseAfter(failures + 1).toMillis());
        pause();
    }

    private void pause() {
        failures++;
        try {
            stop.await(properties.pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }
}

package org.coincide.client.support;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends messages to the client at an even rate. One connection is opened and all messages are signed before the first is sent, so that the
 * sender takes little from the machine while it sends.
 */
public final class PacedSender implements AutoCloseable {

    /** The messages that have become due meanwhile are sent in one transaction, as by the server's relay. */
    private static final Duration PACE = Duration.ofMillis(50);

    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final Iterator<TextMessage> messages;

    public PacedSender(RestartableBroker broker, List<String> texts) throws JMSException {
        connection = broker.asServer().createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        producer = session.createProducer(session.createQueue(SimulatedServer.CLIENT_QUEUE));
        List<TextMessage> signed = new ArrayList<>();
        for (var text : texts) {
            signed.add(SimulatedServer.signed(session, text, ServerKey.sign(text)));
        }
        messages = signed.iterator();
    }

    public void start(int perSecond) {
        long start = System.nanoTime();
        schedule.scheduleAtFixedRate(
                () -> sendUpTo((System.nanoTime() - start) * perSecond / TimeUnit.SECONDS.toNanos(1)),
                PACE.toMillis(),
                PACE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void sendUpTo(long due) {
        try {
            while (sent.get() < due && messages.hasNext()) {
                producer.send(messages.next());
                sent.incrementAndGet();
            }
            session.commit();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops sending; returns the number of messages sent. */
    public int stop() throws InterruptedException {
        schedule.shutdown();
        if (!schedule.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The broker takes no message.");
        }
        return sent.get();
    }

    @Override
    public void close() throws JMSException {
        schedule.shutdownNow();
        connection.close();
    }
}

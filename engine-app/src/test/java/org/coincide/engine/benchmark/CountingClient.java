package org.coincide.engine.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.ActiveMQConnectionFactory;

/**
 * A client that sends orders and counts received messages, in transacted sessions with a fixed number of messages for
 * each transaction.
 */
final class CountingClient implements AutoCloseable {

    private static final long LOOK = 50;

    private final Connection connection;
    private final int batch;
    private final AtomicLong heard = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    CountingClient(URI broker, String clientId, String secret, int batch) {
        this.batch = batch;
        try {
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(clientId, secret, broker.toString());
            factory.setWatchTopicAdvisories(false);
            connection = factory.createConnection();
            connection.start();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue("trading.client." + clientId));
            new Thread(() -> listen(session, consumer), "counting-client").start();
        } catch (JMSException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    /** Sends all orders in one transaction. */
    void order(List<String> orders) {
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue("trading.orders"))) {
            for (String order : orders) {
                producer.send(session.createTextMessage(order));
            }
            session.commit();
        } catch (JMSException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void listen(Session session, MessageConsumer consumer) {
        try {
            while (!ended.get()) {
                int got = 0;
                Message next = consumer.receive(LOOK);
                while (next != null && ++got < batch) {
                    next = consumer.receiveNoWait();
                }
                if (got > 0) {
                    session.commit();
                    heard.addAndGet(got);
                }
            }
        } catch (JMSException closed) {
            if (!ended.get()) {
                throw new IllegalStateException(closed);
            }
        }
    }

    long heard() {
        return heard.get();
    }

    @Override
    public void close() throws JMSException {
        ended.set(true);
        connection.close();
    }
}

package org.coincide.client.journey;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQSession;

/** Reads and writes the broker's queues with the server's account. */
final class BrokerQueues {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than the broker needs for the next message. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final int ALL = 32_766;
    static final List<String> NAMES =
            List.of("trading.orders", "trading.requests", "trading.client.acme", "trading.client.globex");

    private final ActiveMQConnectionFactory connections;

    BrokerQueues(String address, ServerAccounts accounts) {
        connections = new ActiveMQConnectionFactory(accounts.brokerName(), accounts.brokerPassword(), address);
        connections.setWatchTopicAdvisories(false);
    }

    /** The number of messages in each dead-letter queue. */
    Map<String, Integer> deadLetters() {
        Map<String, Integer> found = new TreeMap<>();
        inSession(session -> {
            for (var queue : NAMES) {
                try (var browser = session.createBrowser(session.createQueue("DLQ." + queue))) {
                    found.put(
                            queue,
                            Collections.list((Enumeration<?>) browser.getEnumeration())
                                    .size());
                }
            }
        });
        return found;
    }

    /** Sends messages to a client's queue. A signature can be null. */
    void send(String clientId, UnaryOperator<String> signature, String... bodies) {
        inSession(session -> {
            try (var producer = session.createProducer(session.createQueue("trading.client." + clientId))) {
                for (var body : bodies) {
                    var message = session.createTextMessage(body);
                    message.setStringProperty("signature", signature.apply(body));
                    producer.send(message);
                }
            }
        });
    }

    /** Removes one message from a client's queue, with the client's account; returns false if none matches. */
    static boolean removeOne(String address, String clientId, String secret, String selector) throws JMSException {
        var factory = new ActiveMQConnectionFactory(clientId, secret, address);
        factory.setWatchTopicAdvisories(false);
        try (var connection = factory.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue("trading.client." + clientId), selector)) {
            connection.start();
            return consumer.receive(PATIENCE.toMillis()) != null;
        }
    }

    /**
     * Removes the chosen messages from a client's queue, with the client's account, and returns their number. Reads the whole queue: the
     * broker compares selectors with the first few hundred messages only.
     *
     * @param found true once every message that must be removed has been read
     */
    static int remove(String address, String clientId, String secret, BooleanSupplier found, Choice choice)
            throws JMSException {
        var factory = new ActiveMQConnectionFactory(clientId, secret, address);
        factory.setWatchTopicAdvisories(false);
        factory.getPrefetchPolicy().setQueuePrefetch(ALL);
        int removed = 0;
        try (var connection = factory.createConnection();
                var session = connection.createSession(false, ActiveMQSession.INDIVIDUAL_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue("trading.client." + clientId))) {
            connection.start();
            for (var message = consumer.receive(PATIENCE.toMillis());
                    message != null;
                    message = consumer.receive((found.getAsBoolean() ? QUIET : PATIENCE).toMillis())) {
                if (choice.isOn(message)) {
                    message.acknowledge();
                    removed++;
                }
            }
        }
        return removed;
    }

    private void inSession(Work work) {
        try (var connection = connections.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            work.run(session);
        } catch (JMSException e) {
            throw new IllegalStateException("The broker refuses the server's account", e);
        }
    }

    /** The messages to remove. */
    @FunctionalInterface
    interface Choice {
        boolean isOn(Message message) throws JMSException;
    }

    @FunctionalInterface
    private interface Work {
        void run(Session session) throws JMSException;
    }
}

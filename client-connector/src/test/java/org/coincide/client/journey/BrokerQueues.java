package org.coincide.client.journey;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Reads and writes the broker's queues with the server's account. */
final class BrokerQueues {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
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

    private void inSession(Work work) {
        try (var connection = connections.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            work.run(session);
        } catch (JMSException e) {
            throw new IllegalStateException("The broker refuses the server's account", e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Session session) throws JMSException;
    }
}

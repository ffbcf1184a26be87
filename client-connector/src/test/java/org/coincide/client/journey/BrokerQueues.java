package org.coincide.client.journey;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.ActiveMQConnectionFactory;

/** The broker's queues, looked into and written to with the server's account. */
final class BrokerQueues {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final List<String> NAMES =
            List.of("trading.orders", "trading.requests", "trading.client.acme", "trading.client.globex");

    private final ActiveMQConnectionFactory connections;

    BrokerQueues(String address, AccountsFile accounts) {
        connections = new ActiveMQConnectionFactory(accounts.brokerName(), accounts.brokerPassword(), address);
        connections.setWatchTopicAdvisories(false);
    }

    /** How many messages lie in each dead-letter queue. */
    Map<String, Integer> deadLetters() {
        Map<String, Integer> found = new TreeMap<>();
        in(session -> {
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

    /** Says it to a client, as only the server can. */
    void send(String clientId, String... bodies) {
        in(session -> {
            try (var producer = session.createProducer(session.createQueue("trading.client." + clientId))) {
                for (var body : bodies) {
                    producer.send(session.createTextMessage(body));
                }
            }
        });
    }

    /** Takes one message out of a client's queue, with that client's account; returns whether there was one. */
    static boolean takeOne(String address, String clientId, String secret, String selector) throws JMSException {
        var factory = new ActiveMQConnectionFactory(clientId, secret, address);
        factory.setWatchTopicAdvisories(false);
        try (var connection = factory.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue("trading.client." + clientId), selector)) {
            connection.start();
            return consumer.receive(PATIENCE.toMillis()) != null;
        }
    }

    private void in(Work work) {
        try (var connection = connections.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            work.with(session);
        } catch (JMSException e) {
            throw new IllegalStateException("The broker does not let the test's server in", e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(Session session) throws JMSException;
    }
}

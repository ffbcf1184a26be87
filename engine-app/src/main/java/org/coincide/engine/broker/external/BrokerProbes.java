package org.coincide.engine.broker.external;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQMessage;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.broker.ExternalBrokerAddress;
import org.coincide.engine.broker.queues.QueueNames;

/**
 * Attempts at an external broker: what the server must be able to do, and what no client may. No attempt sends to a queue of the contract or takes a
 * message from one: a browser needs the right to read, a producer the right to write.
 *
 * @param passwords the clients' passwords in the server's accounts, by client id; the broker can have others
 */
record BrokerProbes(ExternalBrokerAddress broker, Map<String, String> passwords) {

    private static final long ANSWER_MILLIS = 5_000;
    private static final String NOBODY = "nobody-of-this-server";

    /** An operation that needs a right. */
    private interface Attempt {
        void make(Session session) throws JMSException;
    }

    /**
     * Returns what is wrong, in sentences.
     *
     * @throws JMSException if the broker is unreachable
     */
    List<String> faults() throws JMSException {
        List<String> faults = new ArrayList<>();
        Connection own;
        try {
            own = connect(broker.server());
        } catch (JMSSecurityException refused) {
            return List.of("It refuses the login of the server's account %s: %s"
                    .formatted(broker.server().name(), refused.getMessage()));
        }
        try {
            checkServer(own, faults);
        } finally {
            own.close();
        }
        if (accepts(new Credentials(NOBODY, NOBODY))) {
            faults.add("It accepts a login of an unknown account with any password.");
        }
        for (Map.Entry<String, String> client : passwords.entrySet()) {
            checkClient(client.getKey(), client.getValue(), faults);
        }
        return faults;
    }

    private void checkServer(Connection connection, List<String> faults) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        checkSender(session, faults);
        for (String queue : List.of(QueueNames.ORDERS, QueueNames.REQUESTS, QueueNames.CARRIER)) {
            require(session, browse(queue), "The server cannot read " + queue, faults);
        }
        for (String client : passwords.keySet()) {
            String queue = QueueNames.ofClient(client);
            require(session, send(queue), "The server cannot write to " + queue, faults);
        }
    }

    /** Sends a message in another's name to a queue of the server's own, and reads the sender that the broker names. */
    private void checkSender(Session session, List<String> faults) throws JMSException {
        try {
            TemporaryQueue own = session.createTemporaryQueue();
            ActiveMQMessage probe = (ActiveMQMessage) session.createMessage();
            probe.setUserID(NOBODY);
            session.createProducer(own).send(probe);
            Message answer = session.createConsumer(own).receive(ANSWER_MILLIS);
            String sender = answer == null ? null : answer.getStringProperty("JMSXUserID");
            if (!broker.server().name().equals(sender)) {
                faults.add(("JMSXUserID of a message from %s is %s: a client could order in the name of another."
                                + " Set populateJMSXUserID=\"true\" and useAuthenticatedPrincipalForJMSXUserID=\"true\".")
                        .formatted(broker.server().name(), sender));
            }
        } catch (JMSSecurityException refused) {
            faults.add("The server cannot create a temporary queue: " + refused.getMessage());
        }
    }

    private void checkClient(String id, String password, List<String> faults) throws JMSException {
        String own = QueueNames.ofClient(id);
        if (accepts(new Credentials(id, NOBODY + password))) {
            faults.add("It accepts a login of %s with a wrong password.".formatted(id));
        }
        Connection connection;
        try {
            connection = connect(new Credentials(id, password));
        } catch (JMSSecurityException ownPassword) {
            // The broker has another password for this client: only the client can try its rights.
            return;
        }
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            require(session, browse(own), id + " cannot read " + own, faults);
            for (String queue : List.of(QueueNames.ORDERS, QueueNames.REQUESTS)) {
                require(session, send(queue), id + " cannot write to " + queue, faults);
                forbid(session, browse(queue), id + " can read " + queue, faults);
            }
            forbid(session, send(own), id + " can write to " + own, faults);
            forbid(session, send(QueueNames.CARRIER), id + " can write to " + QueueNames.CARRIER, faults);
            for (String other : passwords.keySet()) {
                if (!other.equals(id)) {
                    String queue = QueueNames.ofClient(other);
                    forbid(session, browse(queue), id + " can read " + queue, faults);
                    forbid(session, send(queue), id + " can write to " + queue, faults);
                }
            }
        } finally {
            connection.close();
        }
    }

    private static Attempt browse(String queue) {
        return session -> {
            QueueBrowser browser = session.createBrowser(session.createQueue(queue));
            browser.getEnumeration();
            browser.close();
        };
    }

    private static Attempt send(String name) {
        return session -> {
            Queue queue = session.createQueue(name);
            session.createProducer(queue).close();
        };
    }

    private static void require(Session session, Attempt attempt, String fault, List<String> faults)
            throws JMSException {
        try {
            attempt.make(session);
        } catch (JMSSecurityException refused) {
            faults.add(fault + ".");
        }
    }

    private static void forbid(Session session, Attempt attempt, String fault, List<String> faults)
            throws JMSException {
        try {
            attempt.make(session);
            faults.add(fault + ".");
        } catch (JMSSecurityException refused) {
            // As it must be.
        }
    }

    private boolean accepts(Credentials account) throws JMSException {
        try {
            connect(account).close();
            return true;
        } catch (JMSSecurityException refused) {
            return false;
        }
    }

    private Connection connect(Credentials account) throws JMSException {
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(account.name(), account.password(), broker.url());
        factory.setWatchTopicAdvisories(false);
        Connection connection = factory.createConnection();
        try {
            connection.start();
            return connection;
        } catch (JMSException failure) {
            connection.close();
            throw failure;
        }
    }
}

package org.coincide.engine.journey;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.Credentials;

/** A carrier that reports by queue, and the dead letters of its reports. */
final class CarrierClient implements AutoCloseable {

    private static final long NO_MORE_MS = 200;

    private final Connection carrier;
    private final Connection server;
    private final Session session;

    CarrierClient(URI broker, AccountSecrets secrets) {
        try {
            carrier = connection(broker, secrets.carrier());
            server = connection(broker, secrets.server());
            session = carrier.createSession(false, Session.AUTO_ACKNOWLEDGE);
        } catch (JMSException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    private static Connection connection(URI broker, Credentials login) throws JMSException {
        Connection connection = new ActiveMQConnectionFactory(
                        login.name(), login.password(), broker + "&jms.watchTopicAdvisories=false")
                .createConnection();
        connection.start();
        return connection;
    }

    /** Sends a report; returns its JMS message id. */
    String send(String text) {
        try {
            TextMessage message = session.createTextMessage(text);
            session.createProducer(session.createQueue("trading.carrier")).send(message);
            return message.getJMSMessageID();
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Takes the dead letters: the reason of each by the id of the report. */
    Map<String, String> deadLetters() {
        Map<String, String> letters = new HashMap<>();
        try (Session reading = server.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = reading.createConsumer(reading.createQueue("DLQ.trading.carrier"))) {
            for (Message letter = consumer.receive(NO_MORE_MS); letter != null; letter = consumer.receive(NO_MORE_MS)) {
                letters.put(letter.getStringProperty("messageId"), letter.getStringProperty("reasonText"));
            }
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
        return letters;
    }

    @Override
    public void close() {
        try {
            carrier.close();
            server.close();
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

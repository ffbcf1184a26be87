package org.coincide.engine.journey;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.Credentials;

/** A carrier that reports by queue. */
final class CarrierClient implements AutoCloseable {

    private final Connection carrier;
    private final Session session;

    CarrierClient(URI broker, AccountSecrets secrets) {
        try {
            carrier = connection(broker, secrets.carrier());
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

    @Override
    public void close() {
        try {
            carrier.close();
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

package org.coincide.client.forwarding;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A queue of the client's own broker. A message is accepted when the broker has stored it; the connection is kept until it fails. */
final class QueueReceiver implements Receiver {

    /** The name among the receivers; no webhook has it. */
    static final String NAME = "queue";

    private final ForwardingQueueProperties properties;
    private Connection connection;
    private Session session;
    private MessageProducer producer;

    QueueReceiver(ForwardingQueueProperties properties) {
        this.properties = properties;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Sends the message as received, with the properties that select and order it. */
    @Override
    public void send(ForwardedEvent event) throws IOException {
        try {
            connect();
            var message = session.createTextMessage(event.event());
            message.setStringProperty("JMSXGroupID", event.tradingId());
            message.setJMSCorrelationID(event.tradingId());
            message.setLongProperty("entry", event.number());
            producer.send(message);
        } catch (JMSException failed) {
            close();
            throw new IOException(
                    "the queue " + properties.name() + " did not accept it: " + failed.getMessage(), failed);
        }
    }

    private void connect() throws JMSException {
        if (connection == null) {
            var factory = new ActiveMQConnectionFactory(properties.user(), properties.password(), properties.url());
            factory.setUseAsyncSend(false);
            factory.setWatchTopicAdvisories(false);
            factory.setRequestTimeout((int) properties.requestTimeout().toMillis());
            factory.setConnectResponseTimeout((int) properties.requestTimeout().toMillis());
            connection = factory.createConnection();
            connection.start();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(properties.name()));
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (JMSException broken) {
                // The next message opens another connection.
            }
            connection = null;
        }
    }
}

package org.coincide.engine.publication;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.publication.ClientQueueSender.SignedMessage;
import org.springframework.jms.JmsException;
import org.springframework.jms.support.JmsUtils;

/**
 * The transmission of some messages to the broker in one JMS transaction. The broker delivers them after {@link #commit()}. One thread after the
 * other can use a transmission, but not two at once.
 */
class Transmission implements AutoCloseable {

    private static final String SIGNATURE = "signature";

    private final List<SignedMessage> messages;
    private Connection connection;
    private Session session;
    private JMSException failure;

    private Transmission(List<SignedMessage> messages) {
        this.messages = messages;
    }

    /** Transmits messages to a queue, without the commit. A failure is thrown by {@link #commit()}. */
    static Transmission begin(ConnectionFactory connections, String queue, List<SignedMessage> messages) {
        Transmission transmission = new Transmission(messages);
        boolean begun = false;
        try {
            transmission.transmit(connections, queue);
            begun = true;
        } catch (JMSException failure) {
            transmission.failure = failure;
        } finally {
            if (!begun) {
                transmission.close();
            }
        }
        return transmission;
    }

    private void transmit(ConnectionFactory connections, String queue) throws JMSException {
        connection = connections.createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        try (MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.setTimeToLive(0);
            for (SignedMessage signed : messages) {
                producer.send(session.createQueue(queue), message(signed));
            }
        }
    }

    /** Copies the CloudEvents attributes to message properties for selectors and other languages (contract, "Envelope"). */
    private TextMessage message(SignedMessage signed) throws JMSException {
        JournalRow row = signed.row();
        EventAttributes attributes = signed.attributes();
        TextMessage message = session.createTextMessage(row.body());
        message.setJMSType(attributes.type());
        message.setJMSCorrelationID(attributes.subject());
        if (row.tradingId() != null) {
            message.setStringProperty("JMSXGroupID", row.tradingId());
        }
        for (Map.Entry<String, String> attribute : attributes.texts().entrySet()) {
            message.setStringProperty("cloudEvents_" + attribute.getKey(), attribute.getValue());
        }
        message.setStringProperty(SIGNATURE, signed.signature());
        return message;
    }

    List<SignedMessage> messages() {
        return messages;
    }

    /**
     * Commits the transaction, and ends the transmission.
     *
     * @throws JmsException if the broker did not accept the messages; then it has accepted none
     */
    void commit() {
        try (this) {
            if (failure != null) {
                throw failure;
            }
            session.commit();
        } catch (JMSException refused) {
            throw JmsUtils.convertJmsAccessException(refused);
        }
    }

    /** Ends the transmission. Without a commit, the broker discards the messages. */
    @Override
    public void close() {
        JmsUtils.closeSession(session);
        JmsUtils.closeConnection(connection);
    }
}

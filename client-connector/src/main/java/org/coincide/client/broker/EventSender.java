package org.coincide.client.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.List;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.signatures.SigningKey;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.stereotype.Component;

/** Signs stored events and sends them, unchanged, to a queue of the server. */
@Component
public class EventSender {

    private static final String SIGNATURE = "signature";
    private static final String ORDER_SIGNATURE = "orderSignature";

    private final JmsPoolConnectionFactory connections;
    private final SigningKey key;

    EventSender(JmsPoolConnectionFactory connections, SigningKey key) {
        this.connections = connections;
        this.key = key;
    }

    /**
     * Sends the events in order, all or none. Returns after the broker has stored them.
     *
     * @throws ResourceAllocationException if the broker has refused the events for lack of space; none is sent
     * @throws JMSException if the events may not have been sent, also because this client is stopping
     */
    public void send(String queue, List<String> events) throws JMSException {
        try {
            sendAll(queue, events);
        } catch (JMSException | RuntimeException e) {
            // The broker refuses a message, and the commit fails: the reason is the cause of its exception.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ResourceAllocationException refused) {
                    throw refused;
                }
            }
            // The pool does not detect every connection that breaks, and would keep handing out a broken one.
            connections.clear();
            throw e;
        }
    }

    private void sendAll(String queue, List<String> events) throws JMSException {
        try (var connection = connection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(queue))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.setTimeToLive(Message.DEFAULT_TIME_TO_LIVE);
            for (var text : events) {
                send(session, producer, text);
            }
            session.commit();
        }
    }

    /** The order in an event; null if it contains none. */
    private static JsonNode orderOf(CloudEvent event) {
        var data = event.getData() instanceof JsonCloudEventData json ? json.getNode() : null;
        return data == null
                ? null
                : switch (event.getType()) {
                    case "trading.order.v1" -> data;
                    case "trading.amendment.v1" -> data.get("order");
                    default -> null;
                };
    }

    private Connection connection() throws JMSException {
        var connection = connections.createConnection();
        if (connection == null) {
            // A stopped pool returns null.
            throw new IllegalStateException("This client is stopping");
        }
        return connection;
    }

    private void send(Session session, MessageProducer producer, String text) throws JMSException {
        CloudEvent event = CloudEventFactory.parse(text);
        var message = session.createTextMessage(text);
        message.setJMSType(event.getType());
        message.setJMSCorrelationID(event.getSubject());
        for (var name : event.getAttributeNames()) {
            message.setStringProperty("cloudEvents_" + name, String.valueOf(event.getAttribute(name)));
        }
        for (var name : event.getExtensionNames()) {
            message.setStringProperty("cloudEvents_" + name, String.valueOf(event.getExtension(name)));
        }
        message.setStringProperty(SIGNATURE, key.sign(text));
        var order = orderOf(event);
        if (order != null) {
            message.setStringProperty(ORDER_SIGNATURE, key.signCanonical(order));
        }
        producer.send(message);
    }
}

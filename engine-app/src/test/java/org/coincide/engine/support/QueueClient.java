package org.coincide.engine.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A client that an organisation could write by the contract: a connection and a queue, without code of the server. */
public final class QueueClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String clientId;
    private final Connection connection;
    private final Session session;
    private final Queue<TextMessage> received = new ConcurrentLinkedQueue<>();
    private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<JsonNode>> bySubject = new ConcurrentHashMap<>();
    private final Map<String, String> tradesByReference = new ConcurrentHashMap<>();
    private final Recording recording = new Recording();

    public QueueClient(URI broker, String clientId, String secret) {
        this.clientId = clientId;
        try {
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(clientId, secret, broker.toString());
            connection = factory.createConnection();
            connection.start();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Session receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = receiving.createConsumer(receiving.createQueue("trading.client." + clientId));
            consumer.setMessageListener(message -> take((TextMessage) message));
        } catch (JMSException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    /** Stores a message. The order's reference is stored last, so that a reader who finds it also finds the message. */
    private void take(TextMessage message) {
        JsonNode event = event(text(message));
        String subject = event.path("subject").asText();
        recording.heard(text(message), event);
        received.add(message);
        events.add(event);
        if (event.has("sequence")) {
            bySubject
                    .computeIfAbsent(subject, first -> new ConcurrentLinkedQueue<>())
                    .add(event);
        }
        if (event.path("type").asText().equals("trading.information.v1")) {
            tradesByReference.putIfAbsent(event.at("/data/orderReference").asText(), subject);
        }
    }

    /** Sends an order in its envelope. */
    public void order(JsonNode order) {
        sendRecorded(
                "trading.orders",
                enveloped("order", order.path("orderReference").asText("none"), order));
    }

    /** Sends a request about a trade in its envelope. */
    public void request(String name, String tradingId, JsonNode data) {
        sendRecorded("trading.requests", enveloped(name, tradingId, data));
    }

    private void sendRecorded(String queue, ObjectNode event) {
        ObjectNode step = recording.sending(event);
        step.put("messageId", send(queue, event.toString()));
    }

    /** Sends a text, which is not recorded; returns the JMS message id. */
    public String send(String queue, String text) {
        try {
            TextMessage message = session.createTextMessage(text);
            send(queue, message);
            return message.getJMSMessageID();
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public void send(String queue, Message message) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(message);
    }

    public Session session() {
        return session;
    }

    public ObjectNode enveloped(String name, String subject, JsonNode data) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/" + clientId)
                .put("type", "trading." + name + ".v1")
                .put("subject", subject)
                .put("time", "2026-11-24T09:00:00Z")
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:coincide:" + name + ":1.0")
                .set("data", data);
    }

    /** A value that stands for data which is not to be parsed. */
    public JsonNode marker() {
        return JSON.createObjectNode().put("data", "of the test");
    }

    /** All received events, in the order of arrival. */
    public List<JsonNode> received() {
        return List.copyOf(events);
    }

    /** The messages of the trade of this order reference, from the trading information on. */
    public List<JsonNode> ofOrder(String orderReference) {
        String tradingId = tradesByReference.get(orderReference);
        return tradingId == null ? List.of() : List.copyOf(bySubject.get(tradingId));
    }

    /** The three statuses after the newest message of an order's trade, as "ORDER/DELIVERY/PAYMENT"; empty before the second. */
    public String statusesOf(String orderReference) {
        List<JsonNode> events = ofOrder(orderReference);
        if (events.size() < 2) {
            return "";
        }
        JsonNode newest = events.get(events.size() - 1).path("data");
        return String.join(
                "/",
                newest.path("order").asText(),
                newest.path("delivery").asText(),
                newest.path("payment").asText());
    }

    /** The JMS id of each received message, in the order of arrival. */
    public List<String> messageIds() {
        return received.stream().map(QueueClient::id).toList();
    }

    private static String id(Message message) {
        try {
            return message.getJMSMessageID();
        } catch (JMSException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The text of each received message. */
    public List<String> bodies() {
        return received.stream().map(QueueClient::text).toList();
    }

    /** The recording of this client's messages. */
    public Recording recording() {
        return recording;
    }

    /** A message's text as JSON. */
    public static JsonNode event(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String text(TextMessage message) {
        try {
            return message.getText();
        } catch (JMSException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}

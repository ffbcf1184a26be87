package org.coincide.client.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coincide.client.contract.Json;

/** The server's side of the queues, controlled by the test: receives the client's messages and sends signed messages to it. */
public final class SimulatedServer {

    private static final int TRANSACTION = 500;
    /** Ends a test that waits in vain. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String CLIENT_QUEUE = "trading.client.acme";

    private final RestartableBroker broker;

    public SimulatedServer(RestartableBroker broker) {
        this.broker = broker;
    }

    public void send(String... texts) {
        send(List.of(texts));
    }

    public void send(List<String> texts) {
        inSession(session -> {
            for (var text : texts) {
                send(session, signed(session, text, ServerKey.sign(text)));
            }
            return null;
        });
    }

    /** Sends very many messages, in transactions of a few hundred. */
    public void sendMany(List<String> texts, boolean signed) {
        try (var connection = broker.asServer().createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(CLIENT_QUEUE))) {
            for (int i = 0; i < texts.size(); i++) {
                producer.send(signed(session, texts.get(i), signed ? ServerKey.sign(texts.get(i)) : null));
                if (i % TRANSACTION == TRANSACTION - 1) {
                    session.commit();
                }
            }
            session.commit();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a message with any signature; null for none. */
    public void sendSigned(String text, String signature) {
        inSession(session -> {
            send(session, signed(session, text, signature));
            return null;
        });
    }

    static TextMessage signed(Session session, String text, String signature) throws JMSException {
        var message = session.createTextMessage(text);
        if (signature != null) {
            message.setStringProperty("signature", signature);
        }
        return message;
    }

    public void sendObject(Serializable object) {
        inSession(session -> {
            send(session, session.createObjectMessage(object));
            return null;
        });
    }

    /** Sends a message as it is, also one that no JMS client would write. */
    public void send(Message message) {
        inSession(session -> {
            send(session, message);
            return null;
        });
    }

    public void sendBytes(byte[] bytes) {
        inSession(session -> {
            var message = session.createBytesMessage();
            message.writeBytes(bytes);
            send(session, message);
            return null;
        });
    }

    /** Receives orders up to the one with this reference; returns the data of the message. */
    public JsonNode nextOrder(String reference) {
        var order = nextOrder();
        while (!reference.equals(order.get("orderReference").asText())) {
            order = nextOrder();
        }
        return order;
    }

    /** Receives the client's next order; returns the data of the message. */
    public JsonNode nextOrder() {
        return json(next("trading.orders", PATIENCE).orElseThrow()).get("data");
    }

    /** Receives many orders of the client, in one session. */
    public List<JsonNode> nextOrders(int count) {
        return inSession(session -> {
            List<JsonNode> orders = new ArrayList<>();
            try (var consumer = session.createConsumer(session.createQueue("trading.orders"))) {
                while (orders.size() < count) {
                    var next = (TextMessage) consumer.receive(PATIENCE.toMillis());
                    if (next == null) {
                        throw new AssertionError("Only " + orders.size() + " of " + count + " orders were received");
                    }
                    orders.add(json(next).get("data"));
                }
            }
            return orders;
        });
    }

    /** Receives the next message of one of the server's queues. */
    public Optional<TextMessage> next(String queue, Duration patience) {
        return inSession(session -> {
            try (var consumer = session.createConsumer(session.createQueue(queue))) {
                return Optional.ofNullable((TextMessage) consumer.receive(patience.toMillis()));
            }
        });
    }

    /** Receives requests up to the next one of this type and subject. */
    public JsonNode nextRequest(String type, String subject) {
        for (var next = next("trading.requests", PATIENCE);
                next.isPresent();
                next = next("trading.requests", PATIENCE)) {
            var request = json(next.get());
            if (type.equals(request.get("type").asText())
                    && subject.equals(request.get("subject").asText())) {
                return request;
            }
        }
        throw new AssertionError("No message " + type + " with subject " + subject + " was received");
    }

    /** A message that refuses a received request. */
    public static String refusalOf(JsonNode request, String kind, String code, String text) {
        var refusal = ContractFiles.example("refusal")
                .put("id", UUID.randomUUID().toString())
                .put("subject", request.get("subject").asText());
        var data = refusal.putObject("data")
                .put("refused", kind)
                .put("tradingId", request.get("subject").asText())
                .put("requestId", request.get("id").asText());
        data.putArray("reasons").addObject().put("code", code).put("text", text);
        return refusal.toString();
    }

    public static JsonNode json(TextMessage message) {
        try {
            return Json.STRICT.readTree(message.getText());
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Session session, Message message) throws JMSException {
        try (var producer = session.createProducer(session.createQueue(CLIENT_QUEUE))) {
            producer.send(message);
        }
    }

    private <T> T inSession(Work<T> work) {
        try (var connection = broker.asServer().createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            return work.run(session);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Session session) throws JMSException;
    }
}

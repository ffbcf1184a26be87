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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coincide.client.contract.Json;

/** The server, played by the test: takes what the client sends, says what the test wants. */
public final class SimulatedServer {

    private static final String CLIENT_QUEUE = "trading.client.acme";

    private final RestartableBroker broker;

    public SimulatedServer(RestartableBroker broker) {
        this.broker = broker;
    }

    public void say(String... texts) {
        say(List.of(texts));
    }

    public void say(List<String> texts) {
        inSession(session -> {
            for (var text : texts) {
                send(session, session.createTextMessage(text));
            }
            return null;
        });
    }

    /** Says it with the broker's own identifier kept: the same delivery twice is not what a client can ask for. */
    public void sayObject(Serializable object) {
        inSession(session -> {
            send(session, session.createObjectMessage(object));
            return null;
        });
    }

    public void sayBytes(byte[] bytes) {
        inSession(session -> {
            var message = session.createBytesMessage();
            message.writeBytes(bytes);
            send(session, message);
            return null;
        });
    }

    /** The order with the reference that the client sent: its data. Others that come before it are passed over. */
    public JsonNode order(String reference) {
        var order = order();
        while (!reference.equals(order.get("orderReference").asText())) {
            order = order();
        }
        return order;
    }

    /** The next order that the client sent: its data. */
    public JsonNode order() {
        return json(next("trading.orders", Duration.ofSeconds(30)).orElseThrow())
                .get("data");
    }

    /** The next message in a queue of the server's, headers and all. */
    public Optional<TextMessage> next(String queue, Duration patience) {
        return inSession(session -> {
            try (var consumer = session.createConsumer(session.createQueue(queue))) {
                return Optional.ofNullable((TextMessage) consumer.receive(patience.toMillis()));
            }
        });
    }

    /** The next request of a type about a subject; others that come before it are passed over. */
    public JsonNode request(String type, String subject) {
        for (var next = next("trading.requests", Duration.ofSeconds(15));
                next.isPresent();
                next = next("trading.requests", Duration.ofSeconds(15))) {
            var request = json(next.get());
            if (type.equals(request.get("type").asText())
                    && subject.equals(request.get("subject").asText())) {
                return request;
            }
        }
        throw new AssertionError("No " + type + " about " + subject);
    }

    /** The refusal of a request that came. */
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
            return work.with(session);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Session session) throws JMSException;
    }
}

package org.coincide.client.benchmark;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A client that only counts the trades whose last message it has received. */
final class ClosedTrades implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    ClosedTrades(String broker, String client, String secret) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(client, secret, broker);
        factory.setWatchTopicAdvisories(false);
        connection = factory.createConnection();
        Session session = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("trading.client." + client)).setMessageListener(this::receive);
        connection.start();
    }

    private void receive(Message message) {
        try {
            JsonNode data = JSON.readTree(((TextMessage) message).getText()).path("data");
            boolean isLast = Stream.of("order=COMPLETED", "delivery=DELIVERED", "payment=PAID")
                    .map(status -> status.split("="))
                    .allMatch(status -> data.path(status[0]).asText().equals(status[1]));
            if (isLast) {
                closed.add(data.path("tradingId").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitNumber(int trades) {
        await(trades + " closed trades")
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(PATIENCE)
                .until(() -> closed.size() >= trades);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}

package org.coincide.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.UUID;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Somebody who has got hold of the server's broker account. */
final class Forger implements AutoCloseable {

    private static final String BROKER = "tcp://127.0.0.1:61616";
    private static final String VICTIM = "trading.client.acme";

    private final ObjectMapper json = new ObjectMapper();
    private final Connection connection;
    private final Session session;

    Forger(Properties accounts) throws JMSException {
        connection = new ActiveMQConnectionFactory(
                        accounts.getProperty("broker.server.name"),
                        accounts.getProperty("broker.server.password"),
                        BROKER)
                .createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    /** A well-formed message of a trade that the client never had. */
    void foreignTrade() throws Exception {
        send(message(UUID.randomUUID().toString(), 2));
    }

    /** The next message of a trade that is over, with a step that its lifecycle does not have. */
    void illegalStep(JsonNode trade) throws Exception {
        ObjectNode forged =
                message(trade.path("tradingId").asText(), trade.path("sequence").asLong() + 1);
        ((ObjectNode) forged.path("data"))
                .put("order", "IN_PROGRESS")
                .put("delivery", trade.path("delivery").asText())
                .put("payment", trade.path("payment").asText());
        send(forged);
    }

    /** The contract's own example, of another trade. */
    private ObjectNode message(String tradingId, long sequence) throws IOException {
        try (InputStream example = Forger.class.getResourceAsStream("/contract/examples/processing.json")) {
            ObjectNode event = (ObjectNode) json.readTree(example);
            event.put("id", UUID.randomUUID().toString())
                    .put("source", "/coincide/trades/" + tradingId)
                    .put("subject", tradingId)
                    .put("sequence", "%010d".formatted(sequence));
            ((ObjectNode) event.path("data")).put("tradingId", tradingId);
            return event;
        }
    }

    private void send(ObjectNode event) throws JMSException {
        session.createProducer(session.createQueue(VICTIM)).send(session.createTextMessage(event.toString()));
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}

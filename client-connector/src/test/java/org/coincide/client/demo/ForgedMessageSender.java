package org.coincide.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.UUID;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.signatures.SigningKey;

/** Sends messages to the client's queue with the server's broker account, as an intruder could. */
final class ForgedMessageSender implements AutoCloseable {

    private static final String QUEUE = "trading.client.acme";

    private final ObjectMapper json = new ObjectMapper();
    private final Connection connection;
    private final Session session;

    ForgedMessageSender(String brokerUrl, Properties accounts) throws JMSException {
        connection = new ActiveMQConnectionFactory(
                        accounts.getProperty("broker.server.name"),
                        accounts.getProperty("broker.server.password"),
                        brokerUrl)
                .createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    /** Sends a well-formed message without a signature. */
    void sendUnsigned() throws Exception {
        send(message(UUID.randomUUID().toString(), 2).toString(), null);
    }

    /** Sends the next message of a closed trade, signed with a key of its own. */
    void sendForeignSignature(JsonNode trade, String lastMessage) throws Exception {
        ObjectNode forged =
                message(trade.path("tradingId").asText(), trade.path("sequence").asLong() + 1);
        ((ObjectNode) forged.path("data"))
                .put("order", "IN_PROGRESS")
                .put("delivery", trade.path("delivery").asText())
                .put("payment", trade.path("payment").asText())
                .put("previousDigest", CanonicalJson.digest(lastMessage));
        send(forged.toString(), SigningKey.generate().sign(forged.toString()));
    }

    /** Sends a text, without a signature or signed with a key of its own. */
    void send(String event, boolean unsigned) throws JMSException {
        send(event, unsigned ? null : SigningKey.generate().sign(event));
    }

    /** The contract's example, changed to this trade and sequence. */
    private ObjectNode message(String tradingId, long sequence) throws IOException {
        try (InputStream example =
                ForgedMessageSender.class.getResourceAsStream("/contract/examples/processing.json")) {
            ObjectNode event = (ObjectNode) json.readTree(example);
            event.put("id", UUID.randomUUID().toString())
                    .put("source", "/coincide/trades/" + tradingId)
                    .put("subject", tradingId)
                    .put("sequence", "%010d".formatted(sequence));
            ((ObjectNode) event.path("data")).put("tradingId", tradingId);
            return event;
        }
    }

    private void send(String event, String signature) throws JMSException {
        TextMessage message = session.createTextMessage(event);
        message.setStringProperty("signature", signature);
        session.createProducer(session.createQueue(QUEUE)).send(message);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}

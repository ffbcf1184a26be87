package org.coincide.engine.publication;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coincide.engine.journal.JournalRow;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** The only place that sends to clients: each message to the queue of the client that its row names, never elsewhere. */
@Component
class ClientQueueSender {

    private static final String PREFIX = "trading.client.";

    private final JmsTemplate jms;
    private final JsonFormat format = new JsonFormat();

    ClientQueueSender(JmsTemplate transactedJms) {
        this.jms = transactedJms;
    }

    /**
     * Sends all rows in one JMS transaction.
     *
     * @throws org.springframework.jms.JmsException where the broker did not take them; then it holds none of them
     */
    void send(List<JournalRow> rows) {
        jms.execute(session -> {
            try (MessageProducer producer = session.createProducer(null)) {
                producer.setDeliveryMode(DeliveryMode.PERSISTENT);
                producer.setTimeToLive(0);
                for (JournalRow row : rows) {
                    producer.send(session.createQueue(PREFIX + row.clientId()), message(session, row));
                }
            }
            session.commit();
            return null;
        });
    }

    /**
     * Has the next send begin with a new connection. A pool is not told of each connection that breaks while a broker
     * stops, and would give a broken one out for ever.
     */
    void forgetConnections() {
        if (jms.getConnectionFactory() instanceof JmsPoolConnectionFactory pool) {
            pool.clear();
        }
    }

    /** The attributes are repeated as properties, so that selectors and other languages see them (contract, "Envelope"). */
    private TextMessage message(Session session, JournalRow row) throws JMSException {
        CloudEvent event = format.deserialize(row.body().getBytes(StandardCharsets.UTF_8));
        TextMessage message = session.createTextMessage(row.body());
        message.setJMSType(event.getType());
        message.setJMSCorrelationID(event.getSubject());
        if (row.tradingId() != null) {
            message.setStringProperty("JMSXGroupID", row.tradingId());
        }
        for (String name : event.getAttributeNames()) {
            message.setStringProperty("cloudEvents_" + name, String.valueOf(event.getAttribute(name)));
        }
        for (String name : event.getExtensionNames()) {
            message.setStringProperty("cloudEvents_" + name, String.valueOf(event.getExtension(name)));
        }
        return message;
    }
}

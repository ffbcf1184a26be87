package org.coincide.engine.publication;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.coincide.engine.broker.AbortableConnectionFactory;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.signatures.MessageSigner;
import org.coincide.engine.tracing.TradeSpans;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** Sends messages to clients: each message to the queue of the client of its row. No other class sends to clients. */
@Component
class ClientQueueSender {

    private static final String PREFIX = "trading.client.";
    private static final String SIGNATURE = "signature";

    private final JmsTemplate jms;
    private final MessageSigner signer;
    private final TradeSpans spans;

    /** A message that is ready to be sent. */
    record SignedMessage(JournalRow row, EventAttributes attributes, String signature) {}

    ClientQueueSender(JmsTemplate transactedJms, MessageSigner signer, TradeSpans spans) {
        this.spans = spans;
        this.jms = transactedJms;
        this.signer = signer;
    }

    /** Signs and parses messages, outside of any database transaction. All cores share the work. */
    List<SignedMessage> sign(List<JournalRow> rows) {
        return rows.parallelStream().map(this::signed).toList();
    }

    /** Signs messages while the caller sends others. */
    ForkJoinTask<List<SignedMessage>> signAhead(List<JournalRow> rows) {
        return ForkJoinPool.commonPool().submit(() -> sign(rows));
    }

    /**
     * Sends messages to one client in one JMS transaction.
     *
     * @throws org.springframework.jms.JmsException if the broker did not accept the messages; then it has accepted none
     */
    void send(List<SignedMessage> messages) {
        List<String> positions = new ArrayList<>();
        jms.execute(session -> {
            positions.clear();
            try (MessageProducer producer = session.createProducer(null)) {
                producer.setDeliveryMode(DeliveryMode.PERSISTENT);
                producer.setTimeToLive(0);
                for (SignedMessage signed : messages) {
                    positions.add(signed.attributes().traceparent());
                    producer.send(session.createQueue(PREFIX + signed.row().clientId()), message(session, signed));
                }
            }
            session.commit();
            return null;
        });
        spans.sent(PREFIX + messages.get(0).row().clientId(), positions);
    }

    private SignedMessage signed(JournalRow row) {
        return new SignedMessage(row, EventAttributes.of(row.body()), signer.sign(row.body()));
    }

    /**
     * Aborts and closes all pooled connections, so that the next send opens a new one. The pool does not detect every connection that
     * breaks, and would keep handing out a broken one. Can be called while another thread waits for the broker.
     */
    void abortConnections() {
        if (jms.getConnectionFactory() instanceof JmsPoolConnectionFactory pool) {
            if (pool.getConnectionFactory() instanceof AbortableConnectionFactory factory) {
                factory.abort();
            }
            pool.clear();
        }
    }

    /** Copies the CloudEvents attributes to message properties for selectors and other languages (contract, "Envelope"). */
    private static TextMessage message(Session session, SignedMessage signed) throws JMSException {
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
}

package org.coincide.engine.benchmark;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/** An alternative to journal and relay. */
public interface Publication {

    /** Takes a message within the transaction that caused it. */
    void publish(Outgoing message);

    /** A message to a client, as a server without a journal creates it. */
    record Outgoing(String clientId, String tradingId, String type, String eventId, long sequence, String body) {

        /** Creates the message that the relay sends, with the same properties, without reading the body. */
        TextMessage in(Session session) throws JMSException {
            TextMessage message = session.createTextMessage(body);
            message.setJMSType(type);
            message.setJMSCorrelationID(tradingId);
            message.setStringProperty("JMSXGroupID", tradingId);
            message.setStringProperty("cloudEvents_specversion", "1.0");
            message.setStringProperty("cloudEvents_id", eventId);
            message.setStringProperty("cloudEvents_type", type);
            message.setStringProperty("cloudEvents_subject", tradingId);
            message.setStringProperty("cloudEvents_source", "/coincide/trades/" + tradingId);
            message.setStringProperty("cloudEvents_sequence", "%010d".formatted(sequence));
            return message;
        }
    }
}

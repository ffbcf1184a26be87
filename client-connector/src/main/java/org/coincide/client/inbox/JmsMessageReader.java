package org.coincide.client.inbox;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Clock;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.UnverifiedHeader;
import org.springframework.stereotype.Component;

/** Reads JMS messages. Only uncompressed text messages are read; nothing is deserialized from other messages. */
@Component
class JmsMessageReader {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final MessageReader reader;
    private final Clock clock;

    JmsMessageReader(MessageReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** @throws JMSRuntimeException if the broker's client fails to return properties or text */
    ReceivedMessage read(Message message) {
        try {
            return received(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException("Cannot read a message's properties or text", e.getErrorCode(), e);
        }
    }

    private ReceivedMessage received(Message message) throws JMSException {
        int count = message.propertyExists(DELIVERY_COUNT) ? message.getIntProperty(DELIVERY_COUNT) : 1;
        var kind = message.getClass().getSimpleName().replaceFirst("^ActiveMQ", "");
        var text = text(message);
        var result = text == null
                ? new ReadResult.Invalid(
                        "the message is a " + kind + ": only an uncompressed TextMessage is allowed",
                        UnverifiedHeader.EMPTY)
                : reader.read(text);
        return new ReceivedMessage(
                message.getJMSMessageID(),
                kind,
                text == null ? description(message, kind) : text,
                result,
                count,
                clock.instant());
    }

    /** Returns null for all other kinds of messages, and for a compressed text, which could expand to any size. */
    private static String text(Message message) throws JMSException {
        if (!(message instanceof TextMessage text)
                || message instanceof ActiveMQTextMessage own && own.isCompressed()) {
            return null;
        }
        return text.getText() == null ? "" : text.getText();
    }

    private static String description(Message message, String kind) throws JMSException {
        return "A " + kind + " that was not opened.\nJMSMessageID: " + message.getJMSMessageID() + "\nJMSType: "
                + message.getJMSType() + "\nJMSCorrelationID: " + message.getJMSCorrelationID() + "\n";
    }
}

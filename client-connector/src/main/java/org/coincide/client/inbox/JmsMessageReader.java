package org.coincide.client.inbox;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Clock;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.springframework.stereotype.Component;

/** Takes a text out of a JMS message. Anything but a plain text message stays closed: nothing is made from its bytes. */
@Component
class JmsMessageReader {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final MessageReader reader;
    private final Clock clock;

    JmsMessageReader(MessageReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** @throws JMSRuntimeException where the broker's client cannot say what it has received */
    ReceivedMessage open(Message message) {
        try {
            return opened(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException("A message cannot be opened", e.getErrorCode(), e);
        }
    }

    private ReceivedMessage opened(Message message) throws JMSException {
        int count = message.propertyExists(DELIVERY_COUNT) ? message.getIntProperty(DELIVERY_COUNT) : 1;
        var kind = message.getClass().getSimpleName().replaceFirst("^ActiveMQ", "");
        var text = text(message);
        var reading = text == null
                ? new ReadResult.Unreadable(
                        "a " + kind + " where only a plain TextMessage may be", ReadResult.Glimpse.NOTHING)
                : reader.read(text);
        return new ReceivedMessage(
                message.getJMSMessageID(),
                kind,
                text == null ? seenFromOutside(message, kind) : text,
                reading,
                count,
                clock.instant());
    }

    /** Null for what stays closed. A compressed text does too: inflated it could be of any size. */
    private static String text(Message message) throws JMSException {
        if (!(message instanceof TextMessage text)
                || message instanceof ActiveMQTextMessage own && own.isCompressed()) {
            return null;
        }
        return text.getText() == null ? "" : text.getText();
    }

    private static String seenFromOutside(Message message, String kind) throws JMSException {
        return "A " + kind + " that was not opened.\nJMSMessageID: " + message.getJMSMessageID() + "\nJMSType: "
                + message.getJMSType() + "\nJMSCorrelationID: " + message.getJMSCorrelationID() + "\n";
    }
}

package org.coincide.engine.intake;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.coincide.engine.broker.QueueNames;
import org.coincide.engine.journal.RefusalReport.Because;
import org.springframework.stereotype.Component;

/**
 * Keeps messages that were not handled, in {@code DLQ.<queue>}. Each is a new bytes message with the body as received, so that no
 * reader of a dead-letter queue meets the defect that brought the message there.
 *
 * <p>String properties: {@code sender}, {@code messageId}, {@code reason} (a code) and {@code reasonText}.
 */
@Component
class DeadLetters {

    /** Sends in the session that received the message: it is always in exactly one of the two queues. */
    void add(Session session, String queue, ReceivedMessage message, Because reason, byte[] content)
            throws JMSException {
        BytesMessage letter = session.createBytesMessage();
        letter.writeBytes(content);
        letter.setStringProperty("sender", message.sender());
        letter.setStringProperty("messageId", message.messageId());
        letter.setStringProperty("reason", reason.code());
        letter.setStringProperty("reasonText", reason.text());
        try (MessageProducer producer = session.createProducer(session.createQueue(QueueNames.deadLettersOf(queue)))) {
            producer.send(letter);
        }
    }
}

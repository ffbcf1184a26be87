package org.coincide.engine.intake;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.coincide.engine.broker.QueueNames;
import org.coincide.engine.journal.RefusalReport.RefusalReason;
import org.springframework.stereotype.Component;

/**
 * The dead-letter queues {@code DLQ.<queue>} of messages that were not handled. A dead letter is a new bytes message with the body
 * as received, so that readers of the queue do not fail at the original message's defect.
 *
 * <p>String properties: {@code sender}, {@code messageId}, {@code reason} (a code) and {@code reasonText}.
 */
@Component
class DeadLetters {

    /** Adds a message, in the session that received it, so that the message is always in exactly one of the two queues. */
    void add(Session session, String queue, ReceivedMessage message, RefusalReason reason, byte[] content)
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

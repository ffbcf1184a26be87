package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQMessage;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.intake.ReceivedMessage.Unreadable;
import org.coincide.engine.journal.RefusalReport.RefusalReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.SessionAwareMessageListener;

/**
 * Receives the messages of one queue; no message can block it. A message that cannot be read, or that fails for a reason of its
 * own, is refused to its sender and moved to the dead-letter queue, in the session that received it. Only an unreachable database
 * or broker rolls back, so that the broker redelivers the message.
 *
 * <p>The class does not use {@code @JmsListener}, because Spring would read the properties of each message before it calls the
 * method, and would fail forever at unreadable properties.
 */
final class QueueListener implements SessionAwareMessageListener<Message> {

    private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

    private static final String NOT_PROCESSED = "NOT_PROCESSED";

    private final QueueHandler handler;
    private final JmsTextReader reader;
    private final DeadLetters deadLetters;
    private final IntakeProperties properties;

    QueueListener(QueueHandler handler, JmsTextReader reader, DeadLetters deadLetters, IntakeProperties properties) {
        this.handler = handler;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.properties = properties;
    }

    @Override
    public void onMessage(Message message, Session session) throws JMSException {
        ReceivedMessage received = reader.read(message);
        if (received instanceof Unreadable unreadable) {
            handler.refuse(unreadable.sender(), unreadable.messageId(), unreadable.reason());
            keep(unreadable, unreadable.reason(), unreadable.content(), session);
            return;
        }
        handle((Text) received, ((ActiveMQMessage) message).getRedeliveryCounter() + 1, session);
    }

    private void handle(Text message, int deliveries, Session session) throws JMSException {
        RefusalReason reason;
        try {
            reason = handler.handle(message).orElse(null);
        } catch (RuntimeException failed) {
            if (ConnectivityFailure.isCauseOf(failed)
                    || !ConnectivityFailure.isInvalidData(failed) && deliveries < properties.poisonAfter()) {
                throw failed;
            }
            LOG.error(
                    "Message {} in {} failed {} times. Moving the message to the dead-letter queue.",
                    message.messageId(),
                    handler.queue(),
                    deliveries,
                    failed);
            reason = new RefusalReason(
                    NOT_PROCESSED,
                    "The server failed to process the message and has stored it. Contact the server's operator, or send the"
                            + " message again later.",
                    null);
            handler.refuse(message.sender(), message.messageId(), reason);
        }
        if (reason != null) {
            keep(message, reason, message.text().getBytes(StandardCharsets.UTF_8), session);
        }
    }

    private void keep(ReceivedMessage message, RefusalReason reason, byte[] content, Session session)
            throws JMSException {
        LOG.warn(
                "Moved message {} of {} in {} to the dead-letter queue: {} {}",
                message.messageId(),
                message.sender(),
                handler.queue(),
                reason.code(),
                reason.text());
        deadLetters.add(session, handler.queue(), message, reason, content);
    }
}

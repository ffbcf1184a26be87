package org.coincide.engine.intake;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQMessage;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.intake.ReceivedMessage.Unreadable;
import org.coincide.engine.journal.RefusalReport.Because;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.SessionAwareMessageListener;

/**
 * Listens to one queue and never lets a message block it. A message that cannot be read, or that fails for a reason of its own, is
 * refused to its sender and kept among the dead letters, in the session that received it. Only an unreachable database or broker
 * rolls back, so that the message is delivered again.
 *
 * <p>This is no {@code @JmsListener} method, since Spring would read the properties of each message before it calls the method,
 * and fail for ever at properties that cannot be read.
 */
final class QueueListener implements SessionAwareMessageListener<Message> {

    private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

    private static final String NOT_PROCESSED = "NOT_PROCESSED";

    private final QueueHandler handler;
    private final JmsTextReader reader;
    private final DeadLetters deadLetters;
    private final IntakeProperties settings;

    QueueListener(QueueHandler handler, JmsTextReader reader, DeadLetters deadLetters, IntakeProperties settings) {
        this.handler = handler;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.settings = settings;
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
        Because reason;
        try {
            reason = handler.handle(message).orElse(null);
        } catch (RuntimeException failed) {
            if (ConnectivityFailure.isCauseOf(failed)
                    || !ConnectivityFailure.isDataFault(failed) && deliveries < settings.poisonAfter()) {
                throw failed;
            }
            LOG.error(
                    "Message {} in {} failed {} times and is moved to the dead letters.",
                    message.messageId(),
                    handler.queue(),
                    deliveries,
                    failed);
            reason = new Because(
                    NOT_PROCESSED,
                    "The server failed to process this message and has kept it. Contact its operators, or send it again"
                            + " later.",
                    null);
            handler.refuse(message.sender(), message.messageId(), reason);
        }
        if (reason != null) {
            keep(message, reason, message.text().getBytes(StandardCharsets.UTF_8), session);
        }
    }

    private void keep(ReceivedMessage message, Because reason, byte[] content, Session session) throws JMSException {
        LOG.warn(
                "Message {} of {} in {} is kept among the dead letters: {} {}",
                message.messageId(),
                message.sender(),
                handler.queue(),
                reason.code(),
                reason.text());
        deadLetters.add(session, handler.queue(), message, reason, content);
    }
}

package org.coincide.engine.intake;

import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQMessage;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.intake.ReceivedMessage.Unreadable;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.logging.LogContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.SessionAwareMessageListener;

/**
 * Receives the messages of one queue; no message can block it. A message that cannot be read, or that fails for a reason of its
 * own, is refused to its sender and moved to the {@link DeadLetters}. Only an unreachable database or broker rolls back, so that the
 * broker redelivers the message; {@link FailingMessages} shows it to operators meanwhile.
 *
 * <p>The class does not use {@code @JmsListener}, because Spring would read the properties of each message before it calls the
 * method, and would fail forever at unreadable properties.
 */
final class QueueListener implements SessionAwareMessageListener<Message> {

    private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

    private static final String NOT_PROCESSED = "NOT_PROCESSED";

    private static final RefusalReason FAILED = new RefusalReason(
            NOT_PROCESSED,
            "The server failed to process the message and has stored it. Contact the server's operator, or send the message"
                    + " again later.",
            null);

    private static final RefusalReason REMOVED = new RefusalReason(
            NOT_PROCESSED,
            "The server's operator removed the message from the queue. Contact the operator, or send the message again later.",
            null);

    private final QueueHandler handler;
    private final JmsTextReader reader;
    private final DeadLetters deadLetters;
    private final FailingMessages failing;
    private final IntakeProperties properties;

    QueueListener(
            QueueHandler handler,
            JmsTextReader reader,
            DeadLetters deadLetters,
            FailingMessages failing,
            IntakeProperties properties) {
        this.failing = failing;
        this.handler = handler;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.properties = properties;
    }

    @Override
    public void onMessage(Message message, Session session) {
        ReceivedMessage received = reader.read(message);
        int deliveries = ((ActiveMQMessage) message).getRedeliveryCounter() + 1;
        try {
            LogContext.ofPeer(received.sender(), () -> process(received, deliveries));
        } catch (RuntimeException failed) {
            failing.add(origin(received, Signatures.NONE), content(received), deliveries, failed);
            throw failed;
        }
        failing.done(received.messageId());
    }

    private void process(ReceivedMessage received, int deliveries) {
        if (received instanceof Unreadable unreadable) {
            refuse(unreadable, unreadable.reason());
            keep(unreadable, unreadable.reason(), Signatures.NONE);
            return;
        }
        Text text = (Text) received;
        if (failing.isRemovalRequested(text.messageId())) {
            refuse(text, REMOVED);
            keep(text, REMOVED, text.signatures());
            return;
        }
        handle(text, deliveries);
    }

    private void handle(Text message, int deliveries) {
        RefusalReason reason;
        try {
            reason = handler.handle(message).orElse(null);
        } catch (RuntimeException failed) {
            if (ConnectivityFailure.isCauseOf(failed)
                    || !ConnectivityFailure.isInvalidData(failed) && deliveries < properties.poisonAfter()) {
                throw failed;
            }
            LOG.error(
                    "Message {} in {} failed {} times. Moving the message to the dead letters.",
                    message.messageId(),
                    handler.queue(),
                    deliveries,
                    failed);
            reason = FAILED;
            refuse(message, reason);
        }
        if (reason != null) {
            keep(message, reason, message.signatures());
        }
    }

    /** Sends the refusal. A refusal that cannot be stored must not block the queue; the message is kept anyway. */
    private void refuse(ReceivedMessage message, RefusalReason reason) {
        try {
            handler.refuse(message.sender(), message.messageId(), reason);
        } catch (RuntimeException failed) {
            if (ConnectivityFailure.isCauseOf(failed)) {
                throw failed;
            }
            LOG.error(
                    "The refusal of message {} cannot be sent. The sender receives none.", message.messageId(), failed);
        }
    }

    private void keep(ReceivedMessage message, RefusalReason reason, Signatures signatures) {
        LOG.warn(
                "Moved message {} of {} in {} to the dead letters: {} {}",
                message.messageId(),
                message.sender(),
                handler.queue(),
                reason.code(),
                reason.text());
        deadLetters.add(origin(message, signatures), reason.code(), reason.text(), content(message));
    }

    private Origin origin(ReceivedMessage message, Signatures signatures) {
        return new Origin(
                handler.queue(), message.sender(), message.messageId(), signatures.message(), signatures.order());
    }

    /** The body as received. */
    private static byte[] content(ReceivedMessage message) {
        return message instanceof Unreadable unreadable
                ? unreadable.content()
                : ((Text) message).text().getBytes(StandardCharsets.UTF_8);
    }
}

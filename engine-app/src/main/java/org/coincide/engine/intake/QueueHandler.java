package org.coincide.engine.intake;

import java.util.Optional;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.RefusalReport.Because;

/** Handles the messages of one queue. {@link QueueListener} reads them and takes care of those that cannot be handled. */
interface QueueHandler {

    /** Name of the queue. */
    String queue();

    /** Number of sessions that take messages of the queue at once, {@code least-most}; null for the default of all queues. */
    default String concurrency() {
        return null;
    }

    /**
     * Handles a message.
     *
     * @return the reason why the message is to be kept among the dead letters; empty if it has been dealt with
     */
    Optional<Because> handle(Text message);

    /**
     * Tells the sender that a message was not handled.
     *
     * @param sender broker account of the sender; null if unknown
     */
    void refuse(String sender, String messageId, Because reason);
}

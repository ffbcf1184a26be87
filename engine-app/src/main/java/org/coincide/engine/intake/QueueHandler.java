package org.coincide.engine.intake;

import java.util.Optional;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;

/** Handles the messages of one queue. {@link QueueListener} reads the messages and handles failures. */
interface QueueHandler {

    /** Returns the name of the queue. */
    String queue();

    /** Returns the number of concurrent sessions of the queue, {@code min-max}; null for the default of all queues. */
    default String concurrency() {
        return null;
    }

    /**
     * Handles a message.
     *
     * @return the reason for which the message moves to the dead letters; empty if it was handled
     */
    Optional<RefusalReason> handle(Text message);

    /**
     * Sends the refusal of a message to its sender.
     *
     * @param sender broker account of the sender; null if unknown
     */
    void refuse(String sender, String messageId, RefusalReason reason);
}

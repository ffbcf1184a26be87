package org.coincide.engine.intake;

import java.time.Instant;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;

/** A JMS message that was read: its text, or the reason for which it is unreadable. */
sealed interface ReceivedMessage {

    /** Returns the JMS message id that the broker set. */
    String messageId();

    /** Returns the broker account that sent the message; null if the broker does not report it. */
    String sender();

    /**
     * A message whose body is text.
     *
     * @param signatures the message's signatures, not verified
     * @param acceptedAt time at which the broker accepted the message, by the broker's clock
     */
    record Text(String messageId, String sender, String text, Signatures signatures, Instant acceptedAt)
            implements ReceivedMessage {}

    /**
     * The signatures of a message.
     *
     * @param message of the exact text; null for none
     * @param order of the canonical JSON of the order in the message; null for none
     */
    record Signatures(String message, String order) {

        static final Signatures NONE = new Signatures(null, null);
    }

    /**
     * A message whose body cannot be read, whatever the number of attempts.
     *
     * @param reason reason of the refusal
     * @param content the raw body as received; empty if the message has none
     */
    record Unreadable(String messageId, String sender, RefusalReason reason, byte[] content)
            implements ReceivedMessage {}
}

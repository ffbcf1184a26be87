package org.coincide.engine.intake;

import org.coincide.engine.journal.RefusalReport.RefusalReason;

/** A JMS message that was read: its text, or the reason for which it is unreadable. */
sealed interface ReceivedMessage {

    /** Returns the JMS message id that the broker set. */
    String messageId();

    /** Returns the broker account that sent the message; null if the broker does not report it. */
    String sender();

    /** A message whose body is text. */
    record Text(String messageId, String sender, String text) implements ReceivedMessage {}

    /**
     * A message whose body cannot be read, whatever the number of attempts.
     *
     * @param reason reason of the refusal
     * @param content the raw body as received; empty if the message has none
     */
    record Unreadable(String messageId, String sender, RefusalReason reason, byte[] content)
            implements ReceivedMessage {}
}

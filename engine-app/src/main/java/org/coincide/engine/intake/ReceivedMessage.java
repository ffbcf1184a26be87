package org.coincide.engine.intake;

import org.coincide.engine.journal.RefusalReport.Because;

/** A JMS message as far as it can be read: its text, or the reason why there is none. */
sealed interface ReceivedMessage {

    /** JMS message id as set by the broker. */
    String messageId();

    /** Name of the broker account that sent the message; null if the broker does not report it. */
    String sender();

    /** A message whose body is text. */
    record Text(String messageId, String sender, String text) implements ReceivedMessage {}

    /**
     * A message whose body cannot be read, whatever the number of attempts.
     *
     * @param reason reason of the refusal
     * @param content the raw body as received; empty if the message has none
     */
    record Unreadable(String messageId, String sender, Because reason, byte[] content) implements ReceivedMessage {}
}

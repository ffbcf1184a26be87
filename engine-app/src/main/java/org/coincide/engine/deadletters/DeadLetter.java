package org.coincide.engine.deadletters;

import java.time.Instant;

/**
 * A message that was not processed, without its body.
 *
 * @param sender broker account of the sender; null if unknown
 * @param messageId JMS message id
 * @param reason reason code
 * @param bodySize size of the body in bytes
 */
public record DeadLetter(
        long id,
        String queue,
        String sender,
        String messageId,
        String reason,
        String reasonText,
        int bodySize,
        Instant storedAt) {}

package org.coincide.engine.journal;

import java.time.Instant;

/**
 * A message of a trade and its publication state.
 *
 * @param recordedAt time at which the message was written
 * @param unsent whether the relay has still to send it
 */
public record JournalMessage(long sequence, Instant recordedAt, boolean unsent, String body) {}

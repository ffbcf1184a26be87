package org.coincide.client.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A person's decision between two messages with one sequence.
 *
 * @param keptDigest SHA-256 of the chosen message
 * @param rejectedDigest SHA-256 of the other message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settlement(
        String warningId,
        String tradingId,
        long sequence,
        Choice choice,
        String note,
        Instant settledAt,
        String keptDigest,
        String rejectedDigest) {

    /** The chosen version. */
    public enum Choice {
        /** The message in the ledger. */
        LEDGER,
        /** The message that was received later. */
        RECEIVED
    }
}

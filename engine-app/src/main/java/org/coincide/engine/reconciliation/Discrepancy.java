package org.coincide.engine.reconciliation;

import java.time.Instant;

/**
 * An open trade that disagrees with its process or its messages.
 *
 * @param text the finding and a remedy
 */
public record Discrepancy(long id, String tradingId, Kind kind, String text, Instant foundAt) {

    /** The kinds of discrepancies. */
    public enum Kind {
        /** No process works on the open trade. */
        PROCESS_MISSING,
        /** A process of the trade, or one of its jobs, is suspended. */
        PROCESS_SUSPENDED,
        /** The process waits for nothing: it has no job, task, message or incident, so that it never continues. */
        PROCESS_IDLE,
        /** The statuses or the sequence of the trade differ from its last message. */
        MESSAGE_MISMATCH,
        /** An open return has no process. */
        RETURN_WITHOUT_PROCESS
    }

    /** A discrepancy that is not stored yet. */
    record Finding(String tradingId, Kind kind, String text) {}
}

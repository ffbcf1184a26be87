package org.coincide.client.quarantine;

import java.time.Instant;
import org.coincide.client.verification.WarningType;

/**
 * A message in quarantine.
 *
 * @param dedupeKey the same for every delivery of the same message
 * @param awaits for one that waits: the sequence that must come first; else null
 * @param kind what kind of message it was
 */
public record QuarantinedMessage(
        String id,
        String dedupeKey,
        State state,
        WarningType warning,
        Instant receivedAt,
        String tradingId,
        Long sequence,
        Long awaits,
        String kind) {

    /** What becomes of it. */
    public enum State {
        /** Judged again when what it waits for has come. */
        WAITING,
        /** Its warning stands; it is kept for people to look at. */
        KEPT,
        /** It waited, and is in the ledger now. */
        APPLIED
    }

    /** The same message in another state. */
    public QuarantinedMessage in(State next, WarningType because) {
        return new QuarantinedMessage(id, dedupeKey, next, because, receivedAt, tradingId, sequence, awaits, kind);
    }

    /** The same message, waiting for another sequence. */
    public QuarantinedMessage awaiting(long next) {
        return new QuarantinedMessage(id, dedupeKey, state, warning, receivedAt, tradingId, sequence, next, kind);
    }
}

package org.coincide.client.quarantine;

import java.time.Instant;
import org.coincide.client.verification.WarningType;

/**
 * A message in quarantine.
 *
 * @param dedupeKey key that is equal for redeliveries of one message
 * @param awaitedSequence for a waiting message, the sequence that must arrive first; otherwise null
 * @param kind the type of JMS message
 */
public record QuarantinedMessage(
        String id,
        String dedupeKey,
        State state,
        WarningType warning,
        Instant receivedAt,
        String tradingId,
        Long sequence,
        Long awaitedSequence,
        String kind) {

    /** State of a quarantined message. */
    public enum State {
        /** Verified again when the awaited message arrives. */
        WAITING,
        /** Failed verification and kept for inspection. */
        KEPT,
        /** Waited and is applied to the ledger now. */
        APPLIED
    }

    /** Returns the message with another state and warning. */
    public QuarantinedMessage withState(State next, WarningType reason) {
        return new QuarantinedMessage(
                id, dedupeKey, next, reason, receivedAt, tradingId, sequence, awaitedSequence, kind);
    }

    /** The same message, waiting for another sequence. */
    public QuarantinedMessage awaiting(long next) {
        return new QuarantinedMessage(id, dedupeKey, state, warning, receivedAt, tradingId, sequence, next, kind);
    }
}

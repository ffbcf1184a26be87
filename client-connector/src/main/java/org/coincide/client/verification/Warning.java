package org.coincide.client.verification;

import org.coincide.client.contract.ReadResult;

/**
 * What was found wrong with a message. It changes nothing in the ledger.
 *
 * @param tradingId what the message is about, where that could be read; else null
 * @param sequence the message's, where that could be read; else null
 * @param awaits for a message that waits: the sequence that must come first; else null
 */
public record Warning(
        WarningType type,
        String text,
        String tradingId,
        Long sequence,
        String eventSource,
        String eventId,
        Long awaits) {

    static Warning of(WarningType type, String text, VerificationContext claim) {
        var envelope = claim.envelope();
        var refusal = claim.refusal();
        return new Warning(
                type,
                text,
                refusal.isPresent() ? refusal.get().tradingId() : envelope.subject(),
                refusal.isPresent() ? null : Long.valueOf(envelope.sequence()),
                envelope.source(),
                envelope.id(),
                null);
    }

    /** A warning about a message of which only a glimpse could be had. */
    public static Warning of(WarningType type, String text, ReadResult.Glimpse glimpse) {
        return new Warning(
                type, text, glimpse.tradingId(), glimpse.sequence(), glimpse.eventSource(), glimpse.eventId(), null);
    }

    Warning awaiting(long next) {
        return new Warning(type, text, tradingId, sequence, eventSource, eventId, next);
    }
}

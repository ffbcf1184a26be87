package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.UnverifiedHeader;

/**
 * Result of a failed verification. A warning never changes the ledger.
 *
 * @param tradingId the message's trade; null if it could not be read
 * @param sequence the message's sequence; null if it could not be read
 * @param awaitedSequence for a message that waits, the sequence that must arrive first; otherwise null
 */
public record Warning(
        WarningType type,
        String text,
        String tradingId,
        Long sequence,
        String eventSource,
        String eventId,
        Long awaitedSequence) {

    static Warning of(WarningType type, String text, VerificationContext context) {
        var envelope = context.envelope();
        var trade = context.isOutsideOfTrades()
                ? context.refusal().map(RefusalReport::tradingId)
                : Optional.of(envelope.subject());
        return new Warning(
                type,
                text,
                trade.orElse(null),
                context.isOutsideOfTrades() ? null : Long.valueOf(envelope.sequence()),
                envelope.source(),
                envelope.id(),
                null);
    }

    /** Creates a warning about a message that does not conform to the contract. */
    public static Warning of(WarningType type, String text, UnverifiedHeader header) {
        return new Warning(
                type, text, header.tradingId(), header.sequence(), header.eventSource(), header.eventId(), null);
    }

    /** Creates a warning of a statement about one of its trades. */
    public static Warning of(
            WarningType type, String text, TradingMessage.OfStatement statement, String tradingId, Long sequence) {
        var envelope = statement.envelope();
        return new Warning(type, text, tradingId, sequence, envelope.source(), envelope.id(), null);
    }

    Warning awaiting(long next) {
        return new Warning(type, text, tradingId, sequence, eventSource, eventId, next);
    }
}

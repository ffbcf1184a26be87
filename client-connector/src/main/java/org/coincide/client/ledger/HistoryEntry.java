package org.coincide.client.ledger;

import java.time.Instant;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Envelope;
import org.coincide.client.contract.Reason;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.verification.Trade;

/**
 * One verified message in the ledger.
 *
 * @param body the message as it came
 * @param hash SHA-256 of the hash of the entry before (empty for the first) followed by the body
 */
public record HistoryEntry(
        String tradingId,
        long sequence,
        String eventId,
        String eventType,
        Instant time,
        Instant recordedAt,
        Statuses statuses,
        Reason reason,
        String body,
        String hash) {

    private static final int EVENT_ID_LENGTH = 510;

    /** The entry that the message makes, next to the given end of the chain. */
    public static HistoryEntry of(TradingMessage message, Trade after, String head, Instant recordedAt) {
        Envelope envelope = message.envelope();
        return new HistoryEntry(
                after.tradingId(),
                envelope.sequence(),
                StorableText.storable(envelope.id(), EVENT_ID_LENGTH),
                envelope.type(),
                envelope.time(),
                recordedAt,
                after.statuses(),
                after.reason(),
                message.body(),
                chained(head, message.body()));
    }

    /** Whether the entry is the one that was written after the given end of the chain. */
    public boolean follows(String head) {
        return hash.equals(chained(head, body));
    }

    private static String chained(String head, String body) {
        return CanonicalJson.digest(head + body);
    }
}

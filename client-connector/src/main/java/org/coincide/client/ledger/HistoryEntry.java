package org.coincide.client.ledger;

import java.time.Instant;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Envelope;
import org.coincide.client.contract.Reason;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.StorableText;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.verification.Trade;

/**
 * One verified message in the ledger.
 *
 * @param body the message exactly as received
 * @param signature the signature of the body, as received; null for none
 * @param hash SHA-256 of the previous entry's hash (empty for the first entry) followed by the body
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
        String signature,
        String hash) {

    private static final int EVENT_ID_LENGTH = 510;

    /** Creates the entry of a message, chained to the hash of the previous entry. */
    public static HistoryEntry of(
            TradingMessage message, String signature, Trade after, String previousHash, Instant recordedAt) {
        Envelope envelope = message.envelope();
        return new HistoryEntry(
                after.tradingId(),
                envelope.sequence(),
                StorableText.sanitize(envelope.id(), EVENT_ID_LENGTH),
                envelope.type(),
                envelope.time(),
                recordedAt,
                after.statuses(),
                after.reason(),
                message.body(),
                signature,
                hash(previousHash, message.body()));
    }

    /** Returns the thumbprint of the server's key that signed the body; null for none. */
    public String keyId() {
        return SignedMessageReader.keyId(signature);
    }

    private static String hash(String previousHash, String body) {
        return CanonicalJson.digest(previousHash + body);
    }
}

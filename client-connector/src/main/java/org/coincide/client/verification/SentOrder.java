package org.coincide.client.verification;

import java.util.Set;

/**
 * An order as this client sent it.
 *
 * @param digest SHA-256 of its canonical JSON
 * @param tradingId of the trade that it became; null while the server has not accepted it
 * @param amendments the digests of the order as this client has asked to have it changed since
 */
public record SentOrder(String reference, String digest, String tradingId, Set<String> amendments) {

    public SentOrder(String reference, String digest, String tradingId) {
        this(reference, digest, tradingId, Set.of());
    }

    /** The order once the server has taken it. */
    public SentOrder taken(String asTradingId) {
        return new SentOrder(reference, digest, asTradingId, amendments);
    }

    /** The order with what this client has asked to have changed. */
    public SentOrder amended(Set<String> digests) {
        return new SentOrder(reference, digest, tradingId, Set.copyOf(digests));
    }

    /** Whether this client has asked for such contents: by the order itself, or, of a later revision, by an amendment. */
    boolean asksFor(int revision, String contents) {
        return revision == 1 ? digest.equals(contents) : amendments.contains(contents);
    }
}

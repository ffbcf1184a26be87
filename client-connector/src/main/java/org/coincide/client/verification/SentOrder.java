package org.coincide.client.verification;

import java.util.Set;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.TradingMessage;

/**
 * An order as this client sent it.
 *
 * @param digest SHA-256 of its canonical JSON
 * @param tradingId the order's trade; null until the server has accepted the order
 * @param amendments digests of the amended orders that this client has sent
 */
public record SentOrder(String reference, String digest, String tradingId, Set<String> amendments) {

    public SentOrder(String reference, String digest, String tradingId) {
        this(reference, digest, tradingId, Set.of());
    }

    /** The order that trading information contains, with its trade. */
    public static SentOrder of(TradingMessage.OfInformation information) {
        var data = information.data();
        return new SentOrder(data.orderReference(), CanonicalJson.digest(information.contents()), data.tradingId());
    }

    /** Returns the order with its trade. */
    public SentOrder accepted(String asTradingId) {
        return new SentOrder(reference, digest, asTradingId, amendments);
    }

    /** Returns the order with the digests of its amendments. */
    public SentOrder amended(Set<String> digests) {
        return new SentOrder(reference, digest, tradingId, Set.copyOf(digests));
    }

    /** Compares the digest with the order, for revision 1, or with its amendments, for later revisions. */
    boolean matches(int revision, String contentDigest) {
        return revision == 1 ? digest.equals(contentDigest) : amendments.contains(contentDigest);
    }
}

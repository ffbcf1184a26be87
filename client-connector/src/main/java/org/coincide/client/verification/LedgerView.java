package org.coincide.client.verification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.TradingMessage;

/** Read access to the orders that this client has sent and to its ledger. */
public interface LedgerView {

    Optional<SentOrder> order(String reference);

    Optional<Trade> trade(String tradingId);

    /**
     * Returns whether this client takes the contents of trading information as its own order or amendment, although it has stored none:
     * while it rebuilds its ledger.
     */
    default boolean adopts(TradingMessage.OfInformation information) {
        return false;
    }

    /** The requests that this client has made about a trade. */
    MadeRequests requests(String tradingId);

    /**
     * Requests about one trade.
     *
     * @param ids their identifiers by kind, such as CANCELLATION
     * @param complete false if this client may have made others and lost them: while it rebuilds its ledger, and if it has adopted the
     *     order
     */
    record MadeRequests(Map<String, Set<String>> ids, boolean complete) {

        public static final MadeRequests NONE = new MadeRequests(Map.of(), true);

        boolean include(String kind) {
            return ids.containsKey(kind);
        }

        boolean include(String kind, String id) {
            return ids.getOrDefault(kind, Set.of()).contains(id);
        }
    }

    /**
     * A closed trade that the retention has removed from the ledger.
     *
     * @param sequence sequence of its last message
     * @param lastDigest SHA-256 of the body of its last message
     */
    record RemovedTrade(String tradingId, long sequence, String lastDigest) {}

    /** A trade that the retention has removed. */
    default Optional<RemovedTrade> removed(String tradingId) {
        return Optional.empty();
    }

    /** Returns whether a message with this sequence and digest was part of a removed trade. */
    default boolean wasPartOf(RemovedTrade trade, long sequence, String digest) {
        return false;
    }

    /** Returns whether the order belongs to a removed trade. */
    default boolean isRemovedOrder(String reference) {
        return false;
    }

    /** The body of a message in the ledger, exactly as received. */
    Optional<String> body(String tradingId, long sequence);
}

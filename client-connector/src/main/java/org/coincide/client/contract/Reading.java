package org.coincide.client.contract;

/** What came of reading a message's body. */
public sealed interface Reading {

    /** The body is a message of the contract. */
    record Readable(TradingMessage message) implements Reading {}

    /**
     * The body is no message of the contract.
     *
     * @param why in words, for the warning
     * @param glimpse what could be made out all the same
     */
    record Unreadable(String why, Glimpse glimpse) implements Reading {}

    /** What an unreadable message seems to be about: unverified, for people who look into it. Each may be null. */
    record Glimpse(String tradingId, Long sequence, String eventSource, String eventId) {
        public static final Glimpse NOTHING = new Glimpse(null, null, null, null);
    }
}

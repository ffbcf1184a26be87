package org.coincide.client.contract;

/** What came of reading a message's body. */
public sealed interface ReadResult {

    /** The body is a message of the contract. */
    record Readable(TradingMessage message) implements ReadResult {}

    /**
     * The body is no message of the contract.
     *
     * @param why in words, for the warning
     * @param glimpse what could be made out all the same
     */
    record Unreadable(String why, Glimpse glimpse) implements ReadResult {}

    /** What an unreadable message seems to be about: unverified, for people who look into it. Each may be null. */
    record Glimpse(String tradingId, Long sequence, String eventSource, String eventId) {
        public static final Glimpse NOTHING = new Glimpse(null, null, null, null);
    }
}

package org.coincide.engine.requests;

/** What became of a request about a trade. */
public sealed interface Decision {

    /** It is carried out now, or was before: the trade's messages say what follows. */
    record Taken() implements Decision {}

    /**
     * It changes nothing.
     *
     * @param code upper snake case
     * @param text says to a person why, and what to do instead
     * @param pointer RFC 6901, into the request; may be null
     */
    record Refused(String code, String text, String pointer) implements Decision {

        static final String UNKNOWN_TRADE = "UNKNOWN_TRADE";

        static Refused because(String code, String text) {
            return new Refused(code, text, null);
        }

        /** Another client's trade is, to this one, no trade. */
        static Refused unknown(String tradingId) {
            return new Refused(UNKNOWN_TRADE, "You have no trade " + tradingId + ".", "/tradingId");
        }

        /** Whether there is nothing that the request could be about. */
        public boolean ofNoTrade() {
            return code.equals(UNKNOWN_TRADE);
        }
    }
}

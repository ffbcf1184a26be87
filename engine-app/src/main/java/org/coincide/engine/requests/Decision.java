package org.coincide.engine.requests;

/** The decision on a request about a trade. */
public sealed interface Decision {

    /** The request is carried out now or was before. The trade's messages report the progress. */
    record Accepted() implements Decision {}

    /**
     * The request is refused and changes nothing.
     *
     * @param code reason code of the contract, upper snake case
     * @param text the reason and a remedy, in one or two sentences
     * @param pointer JSON Pointer (RFC 6901) into the request; may be null
     */
    record Refused(String code, String text, String pointer) implements Decision {

        static final String UNKNOWN_TRADE = "UNKNOWN_TRADE";

        static Refused of(String code, String text) {
            return new Refused(code, text, null);
        }

        /** The refusal for an unknown trade, and for a trade of another client. */
        static Refused unknown(String tradingId) {
            return new Refused(
                    UNKNOWN_TRADE,
                    "The trade " + tradingId + " was not found. Use the tradingId of one of your trades.",
                    "/tradingId");
        }

        /** Returns whether the trade of the request does not exist. */
        public boolean isUnknownTrade() {
            return code.equals(UNKNOWN_TRADE);
        }
    }
}

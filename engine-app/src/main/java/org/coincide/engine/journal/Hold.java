package org.coincide.engine.journal;

/**
 * Messages to a client that must not be published now.
 *
 * @param condition on the journal's rows, which those to be published meet; it begins with {@code AND}, or is empty
 */
public record Hold(String condition) {

    /** Publishes everything. */
    public static final Hold NONE = new Hold("");

    /** No message of any trade is published. */
    public static final Hold ALL_TRADES = new Hold(" AND trading_id IS NULL");

    /**
     * Holds the messages of some trades. Their number is not limited, as it would be by parameters.
     *
     * @param query a query that finds a row if the trade of the journal's row is one of them
     */
    public static Hold ofTrades(String query) {
        return new Hold(" AND (trading_id IS NULL OR NOT EXISTS (" + query + "))");
    }
}

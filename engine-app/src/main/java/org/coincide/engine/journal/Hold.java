package org.coincide.engine.journal;

/** Messages to a client that must not be published now. */
public enum Hold {

    /** Everything is published. */
    NONE(""),

    /** No message of a trade that is behind what the client has verified. Not by parameters: there can be more than PostgreSQL accepts. */
    TRADES_BEHIND(
            """
             AND (trading_id IS NULL OR NOT EXISTS
             (SELECT 1 FROM trade_behind b WHERE b.trading_id = journal.trading_id AND b.client_id = journal.client_id))"""),

    /** No message of any trade is published. */
    ALL_TRADES(" AND trading_id IS NULL");

    private final String condition;

    Hold(String condition) {
        this.condition = condition;
    }

    /** Returns a condition on the journal's rows. */
    String condition() {
        return condition;
    }
}

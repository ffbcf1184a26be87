package org.coincide.engine.journal;

import java.util.List;

/**
 * Messages to a client that must not be published now.
 *
 * @param allTrades whether no message of any trade is published
 * @param trades trades whose messages are not published
 */
public record Hold(boolean allTrades, List<String> trades) {

    /** Publishes everything. */
    public static final Hold NONE = new Hold(false, List.of());

    /** Returns a condition on the journal's rows, with the parameter {@code held} if trades are named. */
    String condition() {
        if (allTrades) {
            return " AND trading_id IS NULL";
        }
        return trades.isEmpty() ? "" : " AND (trading_id IS NULL OR trading_id NOT IN (:held))";
    }

    boolean namesTrades() {
        return !allTrades && !trades.isEmpty();
    }
}

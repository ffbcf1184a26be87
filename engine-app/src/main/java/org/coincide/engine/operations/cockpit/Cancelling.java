package org.coincide.engine.operations.cockpit;

/** How an operator's wish to cancel a trade is carried out: elsewhere, since this page only asks. */
@FunctionalInterface
public interface Cancelling {

    /**
     * Cancels a trade.
     *
     * @param text why, for the client; may be null
     * @return why not, in words; null where it is done
     */
    String cancel(String tradingId, String operator, String text);
}

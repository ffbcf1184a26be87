package org.coincide.engine.accounts;

/**
 * Limits of a client's orders.
 *
 * @param ordersPerMinute orders that are accepted within 60 seconds; null for any number
 * @param openTrades open trades from which on no further order is accepted; null for any number
 */
public record Quota(Integer ordersPerMinute, Integer openTrades) {

    /** Any number of orders and open trades. */
    public static final Quota NONE = new Quota(null, null);
}

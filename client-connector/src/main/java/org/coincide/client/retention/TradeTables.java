package org.coincide.client.retention;

import java.util.List;

/** A repository with rows that belong to trades and are removed with them. */
@FunctionalInterface
public interface TradeTables {

    /**
     * A table with rows of trades.
     *
     * @param order rows of a lower order are removed first
     * @param condition SQL condition with the parameters {@code :id}, the trading identifier, and {@code :reference}, that of the order
     */
    record TradeTable(int order, String name, String condition) {

        /** A table to which other tables refer. */
        public static TradeTable referenced(int order, String name) {
            return new TradeTable(order, name, "trading_id = :id");
        }

        /** A table to which no other table refers. */
        public static TradeTable of(String name) {
            return new TradeTable(1, name, "trading_id = :id");
        }
    }

    List<TradeTable> tables();
}

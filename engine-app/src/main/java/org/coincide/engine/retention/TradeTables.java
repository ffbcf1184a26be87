package org.coincide.engine.retention;

import java.util.List;

/** A repository with rows that belong to trades and are removed with them. */
public interface TradeTables {

    /**
     * A table with rows of trades.
     *
     * @param order rows of a lower order are removed first
     * @param condition SQL condition with the parameter {@code :ids}, the trading identifiers
     */
    record TradeTable(int order, String name, String condition) {

        /** A table to which other tables refer. */
        public static TradeTable referenced(String name) {
            return new TradeTable(5, name, "trading_id IN (:ids)");
        }

        /** A table to which no other table refers. */
        public static TradeTable of(String name) {
            return new TradeTable(1, name, "trading_id IN (:ids)");
        }
    }

    List<TradeTable> tables();
}

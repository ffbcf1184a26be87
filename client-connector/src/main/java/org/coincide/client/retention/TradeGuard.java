package org.coincide.client.retention;

/** A reason for which a closed trade must stay. */
@FunctionalInterface
public interface TradeGuard {

    /** Returns whether the trade must stay. */
    boolean mustStay(RemovableTrade trade);
}

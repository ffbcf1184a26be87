package org.coincide.engine.requests;

import org.coincide.engine.trade.Trade;

/** A request about a trade that changes it. */
interface TradeRequest {

    String tradingId();

    /** Returns whether the sender may change the trade. */
    boolean isPermittedFor(Trade trade);
}

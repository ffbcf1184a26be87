package org.coincide.engine.requests;

import org.coincide.engine.requests.Decision.Refused;
import org.coincide.engine.trade.Trade;

/** A request about a trade that changes it. */
interface TradeRequest {

    String tradingId();

    /** Returns whether the sender may change the trade. */
    boolean isPermittedFor(Trade trade);

    /** Returns the refusal for a trade that does not exist, or that the sender may not change. */
    default Refused unknownTrade() {
        return Refused.unknown(tradingId());
    }
}

package org.coincide.engine.requests;

import org.coincide.engine.acceptance.Order;
import org.coincide.engine.trade.Trade;

/**
 * A client wants its order changed.
 *
 * @param order as it shall be, read
 * @param contents the same, in the JSON of the contract; it has passed the schema
 */
public record AmendmentRequest(String tradingId, String clientId, Order order, String contents) {

    boolean mayBeAbout(Trade trade) {
        return trade.clientId().equals(clientId);
    }
}

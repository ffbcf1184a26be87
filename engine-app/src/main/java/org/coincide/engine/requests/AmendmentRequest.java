package org.coincide.engine.requests;

import org.coincide.engine.acceptance.Order;
import org.coincide.engine.trade.Trade;

/**
 * A client's request to amend an order.
 *
 * @param order the amended order
 * @param contents the amended order's JSON as the client wrote it; it has passed the schema
 * @param signature the client's signature of the order's canonical JSON; null for none
 */
public record AmendmentRequest(String tradingId, String clientId, Order order, String contents, String signature)
        implements TradeRequest {

    @Override
    public boolean isPermittedFor(Trade trade) {
        return trade.clientId().equals(clientId);
    }
}

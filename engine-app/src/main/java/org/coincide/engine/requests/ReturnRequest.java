package org.coincide.engine.requests;

import java.util.SortedMap;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;

/**
 * A client's request to return goods.
 *
 * @param number the client's number of the return; null if none was given
 * @param requestId idempotency key of the request; the default of {@code number}
 * @param pieces pieces by line number
 */
public record ReturnRequest(
        String tradingId,
        String clientId,
        String number,
        String requestId,
        Reason reason,
        SortedMap<Integer, Integer> pieces)
        implements TradeRequest {

    private static final Reason DEFAULT_REASON = new Reason("RETURNED_BY_CLIENT", null);

    @Override
    public boolean isPermittedFor(Trade trade) {
        return trade.clientId().equals(clientId);
    }

    String numberOrDefault() {
        return number == null ? requestId : number;
    }

    Reason reasonOrDefault() {
        return reason == null ? DEFAULT_REASON : reason;
    }
}

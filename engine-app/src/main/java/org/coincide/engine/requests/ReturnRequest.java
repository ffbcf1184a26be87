package org.coincide.engine.requests;

import java.util.SortedMap;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;

/**
 * A client wants to send goods back.
 *
 * @param number the client's own of this return; null where it gave none
 * @param requestId names the request; stands in for a number that was not given
 * @param pieces how many of which line
 */
public record ReturnRequest(
        String tradingId,
        String clientId,
        String number,
        String requestId,
        Reason reason,
        SortedMap<Integer, Integer> pieces) {

    private static final Reason NONE_GIVEN = new Reason("RETURNED_BY_CLIENT", null);

    boolean mayBeAbout(Trade trade) {
        return trade.clientId().equals(clientId);
    }

    String numberGiven() {
        return number == null ? requestId : number;
    }

    Reason reasonGiven() {
        return reason == null ? NONE_GIVEN : reason;
    }
}

package org.coincide.engine.returns;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.trade.Reason;

/**
 * A return of goods of a trade.
 *
 * @param number the client's number of the return, unique within the trade
 * @param pieces pieces by line number
 */
public record GoodsReturn(String tradingId, String number, Reason reason, SortedMap<Integer, Integer> pieces) {

    public GoodsReturn(String tradingId, String number, Reason reason, Map<Integer, Integer> pieces) {
        this(tradingId, number, reason, new TreeMap<>(pieces));
    }

    /** The state of a return. */
    enum State {
        /** The client has requested the return; it can still be refused. */
        REQUESTED,
        REFUSED,
        RECEIVED
    }
}

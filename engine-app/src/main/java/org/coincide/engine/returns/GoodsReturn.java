package org.coincide.engine.returns;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.trade.Reason;

/**
 * Goods of a trade that its client wants to send back.
 *
 * @param number the client's own, unique within the trade
 * @param pieces how many of which line
 */
public record GoodsReturn(String tradingId, String number, Reason reason, SortedMap<Integer, Integer> pieces) {

    public GoodsReturn(String tradingId, String number, Reason reason, Map<Integer, Integer> pieces) {
        this(tradingId, number, reason, new TreeMap<>(pieces));
    }

    /** How far a return has come. */
    enum State {
        /** Asked for; the goods are awaited, unless somebody refuses. */
        REQUESTED,
        REFUSED,
        RECEIVED
    }
}

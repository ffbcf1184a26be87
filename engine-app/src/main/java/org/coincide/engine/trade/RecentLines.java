package org.coincide.engine.trade;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of the trades that this server changed last, as committed. A change of a line always moves the trade's sequence, so the lines
 * are those of the locked row if its sequence is the same, whichever server wrote it.
 */
final class RecentLines {

    private record Lines(long sequence, List<TradeLine> lines) {}

    private final int most;
    private final Map<String, Lines> trades = new LinkedHashMap<>(16, 0.75f, true);
    private int kept;

    /** @param most maximum number of lines that are kept; the trades that were used least recently are forgotten first */
    RecentLines(int most) {
        this.most = most;
    }

    synchronized Optional<List<TradeLine>> of(String tradingId, long sequence) {
        return Optional.ofNullable(trades.get(tradingId))
                .filter(known -> known.sequence() == sequence)
                .map(Lines::lines);
    }

    /** Remembers the lines of an open trade, and forgets those of a closed one. */
    synchronized void put(Trade committed) {
        forget(committed.tradingId());
        if (committed.closed()) {
            return;
        }
        trades.put(committed.tradingId(), new Lines(committed.sequence(), List.copyOf(committed.lines())));
        kept += committed.lines().size();
        Iterator<Lines> oldest = trades.values().iterator();
        while (kept > most) {
            kept -= oldest.next().lines().size();
            oldest.remove();
        }
    }

    private void forget(String tradingId) {
        Lines known = trades.remove(tradingId);
        if (known != null) {
            kept -= known.lines().size();
        }
    }
}

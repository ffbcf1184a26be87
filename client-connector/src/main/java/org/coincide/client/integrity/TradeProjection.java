package org.coincide.client.integrity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.ProjectedColumns;
import org.coincide.client.verification.Replay;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.Transitions;

/** One trade, recomputed message by message. */
final class TradeProjection {

    private final Transitions transitions;
    private final Map<String, Map<String, Object>> history = new LinkedHashMap<>();
    private List<Instant> due = List.of();
    private ChainedTrade trade;

    TradeProjection(Transitions transitions) {
        this.transitions = transitions;
    }

    /** The sequence of the next message. */
    long next() {
        return trade == null ? 1 : trade.trade().sequence() + 1;
    }

    /** Applies the next message. Returns false if the message does not follow. */
    boolean apply(LedgerEntry entry, TradingMessage message) {
        if (message.envelope().sequence() != next()
                || trade == null && !(message instanceof TradingMessage.OfInformation)) {
            return false;
        }
        Optional<Trade> before = Optional.ofNullable(trade).map(ChainedTrade::trade);
        var after = Replay.apply(before, message, transitions).orElseThrow();
        var item = HistoryEntry.of(
                message, entry.signature(), after, trade == null ? "" : trade.headHash(), entry.recordedAt());
        trade = new ChainedTrade(after, item.hash());
        if (message instanceof TradingMessage.OfProcessing processing) {
            due = processing.data().dueTimes();
        }
        history.put(String.valueOf(item.sequence()), ProjectedColumns.history(item, entry.number()));
        return true;
    }

    boolean isEmpty() {
        return trade == null;
    }

    /** The expected row of the trade. */
    Map<String, Object> row() {
        return ProjectedColumns.trade(trade);
    }

    /** The expected rows of the lines, by number. */
    Map<String, Map<String, Object>> lines() {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        trade.trade()
                .lines()
                .forEach(line -> rows.put(
                        String.valueOf(line.number()),
                        ProjectedColumns.line(trade.trade().tradingId(), line)));
        return rows;
    }

    /** The expected row of the due time, by the trading identifier. */
    Map<String, Map<String, Object>> due() {
        var tradingId = trade.trade().tradingId();
        return ProjectedColumns.due(tradingId, due)
                .map(row -> Map.of(tradingId, row))
                .orElseGet(Map::of);
    }

    /** The expected rows of the history, by sequence. */
    Map<String, Map<String, Object>> history() {
        return history;
    }
}

package org.coincide.client.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.ledger.Trades;
import org.coincide.client.verification.LedgerView;
import org.coincide.client.verification.SentOrder;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.Verification;

/**
 * What the client knows while it judges one batch: loaded at the start in one go, moved on in memory by each coincident
 * message, stored at the end in one go.
 */
final class BatchLedger implements LedgerView {

    private final BatchLedgerLoader shelf;
    private final Map<String, SentOrder> orders;
    private final Map<String, ChainedTrade> stored;
    private final Map<String, ChainedTrade> now;
    private final List<HistoryEntry> entries = new ArrayList<>();
    private final Map<String, String> accepted = new LinkedHashMap<>();

    BatchLedger(BatchLedgerLoader shelf, Map<String, SentOrder> orders, Map<String, ChainedTrade> stored) {
        this.shelf = shelf;
        this.orders = new HashMap<>(orders);
        this.stored = stored;
        this.now = new LinkedHashMap<>(stored);
    }

    @Override
    public Optional<SentOrder> order(String reference) {
        return Optional.ofNullable(orders.get(reference));
    }

    @Override
    public Optional<Trade> trade(String tradingId) {
        return Optional.ofNullable(now.get(tradingId)).map(ChainedTrade::trade);
    }

    @Override
    public Optional<String> body(String tradingId, long sequence) {
        return entries.stream()
                .filter(entry -> entry.tradingId().equals(tradingId) && entry.sequence() == sequence)
                .map(HistoryEntry::body)
                .findFirst()
                .or(() -> shelf.history().body(tradingId, sequence));
    }

    /**
     * What waited for this trade's next message may be an amendment that came too early: the batch itself did not ask for
     * what its client had asked to have changed.
     */
    void recallAmendments(String tradingId) {
        var reference = now.get(tradingId).trade().orderReference();
        var order = order(reference).or(() -> shelf.order(reference));
        order.ifPresent(
                known -> orders.put(reference, known.amended(shelf.requests().amendmentsOf(reference))));
    }

    /** Moves the trade on as the message says; returns the entry that this makes in its history. */
    HistoryEntry apply(Verification.Coincident coincident, Instant recordedAt) {
        var trade = coincident.trade();
        var before = now.get(trade.tradingId());
        var entry = HistoryEntry.of(coincident.message(), trade, before == null ? "" : before.head(), recordedAt);
        entries.add(entry);
        now.put(trade.tradingId(), new ChainedTrade(trade, entry.hash()));
        if (before == null) {
            orders.computeIfPresent(trade.orderReference(), (reference, order) -> order.taken(trade.tradingId()));
            accepted.put(trade.orderReference(), trade.tradingId());
        }
        return entry;
    }

    /** Stores all that has moved. */
    void store(Instant at) {
        List<ChainedTrade> opened = new ArrayList<>();
        List<Trades.Move> moves = new ArrayList<>();
        now.forEach((id, held) -> {
            var before = stored.get(id);
            if (before == null) {
                opened.add(held);
            } else if (before != held) {
                moves.add(new Trades.Move(before, held));
            }
        });
        shelf.trades().open(opened);
        shelf.trades().move(moves);
        shelf.history().append(entries);
        shelf.orders().accepted(accepted, at);
    }
}

package org.coincide.client.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.Acceptance;
import org.coincide.client.ordering.Adoption;
import org.coincide.client.verification.LedgerView;
import org.coincide.client.verification.LedgerView.RemovedTrade;
import org.coincide.client.verification.SentOrder;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.Verification;

/**
 * Unit of work of one batch: loaded from the database at the start, updated in memory by each coincident message, written
 * back at the end.
 */
final class BatchLedger implements LedgerView {

    private final BatchLedgerLoader loader;
    private final Map<String, SentOrder> orders;
    private final Map<String, ChainedTrade> stored;
    private final BatchLedgerLoader.Removed removed;
    private final Map<String, ChainedTrade> current;
    private final List<HistoryEntry> entries = new ArrayList<>();
    private final List<HistoryEntry> accepting = new ArrayList<>();
    private final Map<HistoryEntry, Adoption.Proof> adopting = new LinkedHashMap<>();
    private final Map<String, List<Instant>> due = new LinkedHashMap<>();

    BatchLedger(
            BatchLedgerLoader loader,
            Map<String, SentOrder> orders,
            Map<String, ChainedTrade> stored,
            BatchLedgerLoader.Removed removed) {
        this.loader = loader;
        this.removed = removed;
        this.orders = new HashMap<>(orders);
        this.stored = stored;
        this.current = new LinkedHashMap<>(stored);
    }

    @Override
    public Optional<SentOrder> order(String reference) {
        return Optional.ofNullable(orders.get(reference));
    }

    @Override
    public Optional<Trade> trade(String tradingId) {
        return Optional.ofNullable(current.get(tradingId)).map(ChainedTrade::trade);
    }

    @Override
    public Optional<String> body(String tradingId, long sequence) {
        return entries.stream()
                .filter(entry -> entry.tradingId().equals(tradingId) && entry.sequence() == sequence)
                .map(HistoryEntry::body)
                .findFirst()
                .or(() -> loader.history().body(tradingId, sequence));
    }

    /**
     * Loads the amendments of a trade's order. A quarantined message can be an amendment that arrived early; amendments are
     * loaded at the start only for the messages of the batch itself.
     */
    void reloadAmendments(String tradingId) {
        var reference = current.get(tradingId).trade().orderReference();
        var order = order(reference).or(() -> loader.order(reference));
        order.ifPresent(
                known -> orders.put(reference, known.amended(loader.requests().amendmentsOf(reference))));
    }

    /** Applies a coincident message to its trade; returns the new history entry. */
    HistoryEntry apply(Verification.Coincident coincident, String signature, Instant recordedAt) {
        var trade = coincident.trade();
        var before = current.get(trade.tradingId());
        var entry = HistoryEntry.of(
                coincident.message(), signature, trade, before == null ? "" : before.headHash(), recordedAt);
        entries.add(entry);
        if (coincident.message() instanceof TradingMessage.OfProcessing processing) {
            due.put(trade.tradingId(), processing.data().dueTimes());
        }
        current.put(trade.tradingId(), new ChainedTrade(trade, entry.hash()));
        if (before == null && !orders.containsKey(trade.orderReference())) {
            var information = (TradingMessage.OfInformation) coincident.message();
            orders.put(trade.orderReference(), SentOrder.of(information));
            adopting.put(entry, loader.adoptions().of(information).orElseThrow());
        } else if (before == null) {
            orders.computeIfPresent(trade.orderReference(), (reference, order) -> order.accepted(trade.tradingId()));
            accepting.add(entry);
        }
        return entry;
    }

    @Override
    public MadeRequests requests(String tradingId) {
        boolean adopted = adopting.keySet().stream()
                        .anyMatch(entry -> entry.tradingId().equals(tradingId))
                || Optional.ofNullable(current.get(tradingId))
                        .filter(trade -> loader.orders().isAdopted(trade.trade().orderReference()))
                        .isPresent();
        return new MadeRequests(
                loader.requests().idsByKind(tradingId),
                !adopted && !loader.adoptions().isRebuilding());
    }

    @Override
    public Optional<RemovedTrade> removed(String tradingId) {
        return Optional.ofNullable(removed.trades().get(tradingId));
    }

    @Override
    public boolean wasPartOf(RemovedTrade trade, long sequence, String digest) {
        return loader.removed().contains(trade, sequence, digest);
    }

    @Override
    public boolean isRemovedOrder(String reference) {
        return removed.references().contains(reference);
    }

    @Override
    public boolean adopts(TradingMessage.OfInformation information) {
        return loader.adoptions().of(information).isPresent();
    }

    /** Writes all changes to the database. */
    void store(Instant at) {
        List<ChainedTrade> opened = new ArrayList<>();
        List<Trades.Update> updates = new ArrayList<>();
        current.forEach((id, trade) -> {
            var before = stored.get(id);
            if (before == null) {
                opened.add(trade);
            } else if (before != trade) {
                updates.add(new Trades.Update(before, trade));
            }
        });
        long first = loader.history().append(entries);
        loader.orders()
                .adopt(
                        adopting.entrySet().stream()
                                .map(entry -> adoption(entry.getKey(), entry.getValue(), first))
                                .toList(),
                        at);
        loader.trades().insert(opened);
        loader.trades().update(updates);
        loader.search().replaceDueTimes(due);
        loader.orders()
                .markAccepted(
                        accepting.stream()
                                .map(entry -> acceptance(entry, first))
                                .toList(),
                        at);
    }

    private Acceptance acceptance(HistoryEntry information, long first) {
        return new Acceptance(
                current.get(information.tradingId()).trade().orderReference(),
                information.tradingId(),
                first + entries.indexOf(information));
    }

    private Adoption adoption(HistoryEntry information, Adoption.Proof proof, long first) {
        var acceptance = acceptance(information, first);
        return new Adoption(acceptance, orders.get(acceptance.orderReference()).digest(), proof, information.body());
    }
}

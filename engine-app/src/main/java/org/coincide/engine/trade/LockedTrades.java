package org.coincide.engine.trade;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.coincide.engine.logging.LogContext;
import org.coincide.engine.tracing.TraceParent;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trades that the present transaction has locked. Each is read once, and written once, before the commit. The lock lasts until then,
 * so no other transaction can see or change what is not written yet. Without a commit nothing is written.
 */
final class LockedTrades implements TransactionSynchronization {

    private static final class Entry {

        private final long sequenceAtLock;
        private Trade stored;
        private Trade now;

        Entry(Trade stored) {
            this.sequenceAtLock = stored.sequence();
            this.stored = stored;
            this.now = stored;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Trade> seen = new HashMap<>();
    private final BiConsumer<Trade, Trade> store;
    private final Consumer<Trade> committed;
    private final String traceBefore = LogContext.trace();

    private LockedTrades(BiConsumer<Trade, Trade> store, Consumer<Trade> committed) {
        this.store = store;
        this.committed = committed;
    }

    /**
     * Returns the locked trades of the present transaction. An inner transaction has its own.
     *
     * @param store writes a change: the trade as it is stored, and as it is now
     * @param committed receives each locked trade after the commit
     */
    static LockedTrades of(BiConsumer<Trade, Trade> store, Consumer<Trade> committed) {
        return present().orElseGet(() -> {
            LockedTrades none = new LockedTrades(store, committed);
            TransactionSynchronizationManager.registerSynchronization(none);
            return none;
        });
    }

    static Optional<LockedTrades> present() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? TransactionSynchronizationManager.getSynchronizations().stream()
                        .filter(LockedTrades.class::isInstance)
                        .map(LockedTrades.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    static Optional<Trade> find(String tradingId) {
        return present().map(locked -> locked.entries.get(tradingId)).map(entry -> entry.now);
    }

    /** The trade as it was read first, locked or not. */
    static Optional<Trade> seen(String tradingId) {
        Optional<Trade> locked = find(tradingId);
        return locked.isPresent() ? locked : present().map(trades -> trades.seen.get(tradingId));
    }

    /** Returns whether the trade was read before it was locked, and no other transaction moved it in between. */
    static boolean isAsRead(String tradingId) {
        return present()
                .filter(trades -> trades.entries.containsKey(tradingId) && trades.seen.containsKey(tradingId))
                .filter(trades -> trades.entries.get(tradingId).sequenceAtLock
                        == trades.seen.get(tradingId).sequence())
                .isPresent();
    }

    /** Remembers a trade that was read without a lock. */
    void see(Trade read) {
        seen.putIfAbsent(read.tradingId(), read);
    }

    /** Remembers a trade as it is stored. */
    void put(Trade stored) {
        entries.put(stored.tradingId(), new Entry(stored));
        LogContext.setTrace(
                TraceParent.ofTrade(stored.tradingId(), stored.traceParent()).traceId());
    }

    @Override
    public void afterCommit() {
        entries.values().forEach(entry -> committed.accept(entry.stored));
    }

    @Override
    public void afterCompletion(int status) {
        LogContext.setTrace(traceBefore);
    }

    /** Replaces a locked trade; it is written before the commit. */
    void change(Trade now) {
        entries.get(now.tradingId()).now = now;
    }

    /** Before changes of the stock, whose rows many orders share. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        write();
    }

    /** Writes what has changed. */
    void write() {
        for (Entry entry : entries.values()) {
            if (entry.now != entry.stored) {
                store.accept(entry.stored, entry.now);
                entry.stored = entry.now;
            }
        }
    }
}

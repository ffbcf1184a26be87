package org.coincide.engine.stock;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The changes of the stock that the present transaction makes: written together, sorted by article, and last before its commit. All orders
 * of an article change the same row, and each waits until the one before is committed. So the row is locked for the shortest time.
 */
final class StockChanges implements TransactionSynchronization {

    /**
     * A change of an article's pieces.
     *
     * @param onHand pieces that enter the warehouse, or leave it if negative
     * @param reserved pieces that are reserved, or released if negative
     * @param awaited pieces for which a consignment begins to wait, or no longer waits if negative
     * @param free pieces that must be free when the change is written; 0 if it needs none
     */
    record Change(int onHand, int reserved, int awaited, int free) {

        private Change plus(Change other) {
            return new Change(
                    onHand + other.onHand, reserved + other.reserved, awaited + other.awaited, free + other.free);
        }
    }

    private final Consumer<SortedMap<String, Change>> write;
    private final SortedMap<String, Change> changes = new TreeMap<>();

    private StockChanges(Consumer<SortedMap<String, Change>> write) {
        this.write = write;
    }

    static StockChanges ofTransaction(Consumer<SortedMap<String, Change>> write) {
        return present().orElseGet(() -> {
            StockChanges none = new StockChanges(write);
            TransactionSynchronizationManager.registerSynchronization(none);
            return none;
        });
    }

    private static Optional<StockChanges> present() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? TransactionSynchronizationManager.getSynchronizations().stream()
                        .filter(StockChanges.class::isInstance)
                        .map(StockChanges.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    /** Writes what the present transaction has changed, before the stock is read in it. */
    static void writeNow() {
        present().ifPresent(StockChanges::write);
    }

    void add(String sku, Change change) {
        changes.merge(sku, change, Change::plus);
    }

    /** After the journal and the trades have been written. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        write();
    }

    private void write() {
        if (!changes.isEmpty()) {
            write.accept(new TreeMap<>(changes));
            changes.clear();
        }
    }
}

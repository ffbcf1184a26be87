package org.coincide.engine.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows of trades that the present transaction has read, until it changes them. An inner transaction has its own. Without a transaction, each
 * read asks the database.
 *
 * @param <T> the rows of a trade
 */
public final class ReadOnce<T> {

    private static final class Known<T> implements TransactionSynchronization {

        private final ReadOnce<T> owner;
        private final Map<String, T> ofTrades = new HashMap<>();

        Known(ReadOnce<T> owner) {
            this.owner = owner;
        }
    }

    /** Returns what is known of a trade, or reads it. */
    public T get(String tradingId, Function<String, T> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.apply(tradingId);
        }
        Known<T> known = known().orElseGet(this::register);
        return known.ofTrades.computeIfAbsent(tradingId, read);
    }

    /** Forgets what is about to change. */
    public void forget() {
        known().ifPresent(known -> known.ofTrades.clear());
    }

    @SuppressWarnings("unchecked")
    private Optional<Known<T>> known() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return Optional.empty();
        }
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(synchronization -> synchronization instanceof Known<?> known && known.owner == this)
                .map(synchronization -> (Known<T>) synchronization)
                .findFirst();
    }

    private Known<T> register() {
        Known<T> none = new Known<>(this);
        TransactionSynchronizationManager.registerSynchronization(none);
        return none;
    }
}

package org.coincide.engine.delivery.consignments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The consignments that the present transaction has read under the locks of their trades. An inner transaction has its own. */
final class ReadContents implements TransactionSynchronization {

    private final Map<String, List<Contents>> ofTrades = new HashMap<>();

    private ReadContents() {}

    static ReadContents ofTransaction() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(ReadContents.class::isInstance)
                .map(ReadContents.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    ReadContents none = new ReadContents();
                    TransactionSynchronizationManager.registerSynchronization(none);
                    return none;
                });
    }

    List<Contents> get(String tradingId, Function<String, List<Contents>> read) {
        return ofTrades.computeIfAbsent(tradingId, read);
    }

    /** Forgets what is about to change. */
    void forget() {
        ofTrades.clear();
    }
}

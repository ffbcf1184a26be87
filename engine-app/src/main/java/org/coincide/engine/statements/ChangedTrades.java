package org.coincide.engine.statements;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.coincide.engine.journal.Journal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The trades that changed on this node since the last statement to their client, and those about which a client inquired. In memory, so
 * that a message costs nothing more; after a start the trades' times tell which ones changed.
 */
@Component
class ChangedTrades {

    private final Map<String, Set<String>> byClient = new ConcurrentHashMap<>();

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void add(Journal.Appended appended) {
        if (appended.tradingId() != null) {
            add(appended.clientId(), Set.of(appended.tradingId()));
        }
    }

    void add(String clientId, Collection<String> tradingIds) {
        if (tradingIds.isEmpty()) {
            return;
        }
        byClient.compute(clientId, (same, known) -> {
            Set<String> both = known == null ? new LinkedHashSet<>() : known;
            both.addAll(tradingIds);
            return both;
        });
    }

    boolean any(String clientId) {
        return byClient.containsKey(clientId);
    }

    /** Removes and returns trades of the client, at most this many, those that changed first. */
    Set<String> take(String clientId, int limit) {
        Set<String> taken = new LinkedHashSet<>();
        byClient.computeIfPresent(clientId, (same, known) -> {
            known.stream().limit(limit).forEach(taken::add);
            known.removeAll(taken);
            return known.isEmpty() ? null : known;
        });
        return taken;
    }
}

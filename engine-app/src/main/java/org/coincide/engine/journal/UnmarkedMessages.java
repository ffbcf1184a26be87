package org.coincide.engine.journal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.springframework.stereotype.Component;

/**
 * The messages that the broker has stored and whose rows still say that they are unsent. Those of several batches are marked by one
 * transaction. A server that ends before sends them again, and the clients ignore the duplicates.
 */
@Component
class UnmarkedMessages {

    private final Set<Long> ids = new ConcurrentSkipListSet<>();

    void add(Collection<Long> sent) {
        ids.addAll(sent);
    }

    boolean contains(long id) {
        return ids.contains(id);
    }

    int size() {
        return ids.size();
    }

    List<Long> all() {
        return List.copyOf(ids);
    }

    /** Forgets messages, which are marked now or are to be sent again; returns the number of those that were known. */
    int remove(Collection<Long> marked) {
        return (int) marked.stream().filter(ids::remove).count();
    }

    void clear() {
        ids.clear();
    }
}

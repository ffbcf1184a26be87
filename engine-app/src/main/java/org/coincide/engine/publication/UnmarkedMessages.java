package org.coincide.engine.publication;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.coincide.engine.journal.Journal;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The messages that the broker has stored and the journal still calls unsent. Those of several batches are marked by one transaction, and are
 * not sent again meanwhile. A server that ends before sends them again, and the clients ignore the duplicates.
 */
@Component
class UnmarkedMessages {

    private final Journal journal;
    private final Set<Long> ids = new ConcurrentSkipListSet<>();

    UnmarkedMessages(Journal journal) {
        this.journal = journal;
    }

    /**
     * Forgets messages that are to be sent again. Called before the commit of the transaction that asks for them: after it, the relay could mark
     * them because of their first sending before it hears of the request.
     */
    @EventListener
    void forget(Journal.ToResend resend) {
        ids.removeIf(resend::contains);
    }

    /** Forgets all: they are sent again. */
    void forgetAll() {
        ids.clear();
    }

    void add(Collection<Long> sent) {
        ids.addAll(sent);
    }

    boolean contains(long id) {
        return ids.contains(id);
    }

    int size() {
        return ids.size();
    }

    /** Marks all as sent, in a transaction of its own. */
    void mark() {
        List<Long> sent = List.copyOf(ids);
        if (!sent.isEmpty()) {
            journal.markSent(sent);
            ids.removeAll(sent);
        }
    }
}

package org.coincide.engine.polling;

import java.util.concurrent.atomic.AtomicLong;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.postgresql.NodeNotifications;
import org.coincide.engine.postgresql.NodeNotifications.Kind;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the polls of the other nodes while this one works. */
@Component
class PollsOfOtherNodes {

    private final NodeNotifications nodes;
    private final long interval;
    private final AtomicLong last;

    PollsOfOtherNodes(NodeNotifications nodes, Polls polls, PollingProperties properties) {
        this.nodes = nodes;
        this.interval = properties.notifyInterval().toNanos();
        this.last = new AtomicLong(System.nanoTime() - interval);
        nodes.on(Kind.WORK, polls::wake);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(Journal.Appended appended) {
        long before = last.get();
        long now = System.nanoTime();
        if (appended.clientId() != null && now - before >= interval && last.compareAndSet(before, now)) {
            nodes.send(Kind.WORK);
        }
    }
}

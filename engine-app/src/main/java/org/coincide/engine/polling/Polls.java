package org.coincide.engine.polling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.coincide.engine.journal.Journal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The polls of this server. Each message to a client, statements apart, and each call of {@link #wake()} lets every poll look at its next turn. Messages of another
 * node do so as well, if a little later. Without any, the pauses double up to {@code coincide.polling.longest-pause}.
 */
@Component
public class Polls {

    private final AtomicLong wakes = new AtomicLong();
    private final PollingProperties properties;
    private final LongSupplier nanoTime;

    @Autowired
    Polls(PollingProperties properties) {
        this(properties, System::nanoTime);
    }

    Polls(PollingProperties properties, LongSupplier nanoTime) {
        this.properties = properties;
        this.nanoTime = nanoTime;
    }

    /** Returns a new poll, whose first pause is a multiple of its schedule's. */
    public Poll create() {
        return create(properties.longestPause());
    }

    /** Returns a new poll whose longest pause is no longer than this. */
    public Poll createWithin(Duration pause) {
        return create(pause.compareTo(properties.longestPause()) < 0 ? pause : properties.longestPause());
    }

    /** Returns a new poll with another longest pause. */
    public Poll create(Duration longestPause) {
        return new Poll(wakes::get, longestPause, nanoTime);
    }

    /** Lets each poll look at its next turn, because something was stored that may be work. Called after the commit. */
    public void wake() {
        wakes.incrementAndGet();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(Journal.Appended appended) {
        if (appended.clientId() != null) {
            wake();
        }
    }
}

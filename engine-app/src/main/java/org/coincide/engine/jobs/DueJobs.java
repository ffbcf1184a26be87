package org.coincide.engine.jobs;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Knows without a statement whether due jobs wait in the database: new ones that no thread accepted, or more than were acquired. */
@Component
class DueJobs {

    private final AtomicLong stored = new AtomicLong();
    private volatile boolean waiting;

    /** Returns whether due jobs wait in the database, as far as this server knows. */
    boolean areWaiting() {
        return waiting;
    }

    /** Called when a due job is stored that is not handed to a thread. */
    void stored() {
        stored.incrementAndGet();
        waiting = true;
    }

    /** Called when a job is stored that is not handed to a thread, and may be due. */
    void mayBeStored() {
        stored.incrementAndGet();
    }

    /** Returns how many such jobs this server has stored since its start. */
    long count() {
        return stored.get();
    }

    /** Called after each acquisition: as many jobs as it may take mean that there are more. */
    void acquired(int jobs, int atMost) {
        waiting = jobs >= atMost;
    }
}

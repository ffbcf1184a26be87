package org.coincide.engine.jobs;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Knows without a statement whether due jobs wait in the database: new ones that no thread accepted, or more than were acquired. */
@Component
class DueJobs {

    private final LongSupplier nanoTime;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong lookedAfterExecution;
    private volatile boolean waiting;

    @Autowired
    DueJobs() {
        this(System::nanoTime);
    }

    DueJobs(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedAfterExecution = new AtomicLong(nanoTime.getAsLong());
    }

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

    /**
     * Returns true once in each interval. Then the engine begins its looks with the shortest pause again, so that timers are found soon while
     * orders are executed.
     */
    boolean areLooksDue(Duration interval) {
        long now = nanoTime.getAsLong();
        long before = lookedAfterExecution.get();
        return now - before >= interval.toNanos() && lookedAfterExecution.compareAndSet(before, now);
    }

    /** Called after each acquisition: as many jobs as it may take mean that there are more. */
    void acquired(int jobs, int atMost) {
        waiting = jobs >= atMost;
    }
}

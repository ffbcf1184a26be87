package org.coincide.client.quarantine;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Admits a number of events in each period. */
public final class RateLimit {

    private final int permits;
    private final long period;
    private final LongSupplier nanos;
    private long periodStart;
    private int left;

    public RateLimit(int permits, Duration period) {
        this(permits, period, System::nanoTime);
    }

    RateLimit(int permits, Duration period, LongSupplier nanos) {
        this.permits = permits;
        this.period = period.toNanos();
        this.nanos = nanos;
        this.periodStart = nanos.getAsLong();
        this.left = permits;
    }

    public synchronized boolean tryAcquire() {
        boolean available = isAvailable();
        if (available) {
            left--;
        }
        return available;
    }

    /** Returns true if an event would be admitted now. */
    public synchronized boolean isAvailable() {
        long now = nanos.getAsLong();
        if (now - periodStart >= period) {
            periodStart = now;
            left = permits;
        }
        return left > 0;
    }
}

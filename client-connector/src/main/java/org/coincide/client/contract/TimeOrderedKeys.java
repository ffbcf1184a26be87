package org.coincide.client.contract;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keys that grow with time, so that a new row is the last in its index and not somewhere in the middle. Two processes may
 * draw the same key within one microsecond; the database then refuses the second, whose batch is tried again with new keys.
 */
public final class TimeOrderedKeys {

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public TimeOrderedKeys(Clock clock) {
        this.clock = clock;
    }

    public long next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }
}

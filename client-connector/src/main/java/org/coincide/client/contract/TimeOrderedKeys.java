package org.coincide.client.contract;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generates keys that increase with time, so that a new row is always appended at the end of its index. Two processes can
 * generate the same key within one microsecond; the database then refuses the second, and its batch is retried with new keys.
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

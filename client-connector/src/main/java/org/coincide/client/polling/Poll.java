package org.coincide.client.polling;

import java.time.Duration;
import java.util.function.LongSupplier;

/** One poll, for the single thread of its schedule. Its schedule asks at each turn whether to look. */
public final class Poll {

    private final LongSupplier wakes;
    private final LongSupplier nanoTime;
    private final long longestPause;
    private long lastWake;
    private long last;
    private long pause;

    Poll(LongSupplier wakes, Duration longestPause, LongSupplier nanoTime) {
        this.wakes = wakes;
        this.nanoTime = nanoTime;
        this.longestPause = longestPause.toNanos();
        this.lastWake = wakes.getAsLong() - 1;
        this.last = nanoTime.getAsLong();
    }

    /**
     * Returns whether to look now: after a wake, and else after a pause that is as long as the time since the wake, up to the longest
     * pause. So work that becomes due by time alone is late by no more than it was young.
     */
    public synchronized boolean isDue() {
        long now = nanoTime.getAsLong();
        long wake = wakes.getAsLong();
        if (wake != lastWake) {
            lastWake = wake;
            pause = 0;
            last = now;
            return true;
        }
        long waited = now - last;
        if (waited < pause) {
            return false;
        }
        pause = Math.min(longestPause, Math.max(pause, waited) * 2);
        last = now;
        return true;
    }

    /** Looks again at the next turn, because work is left. */
    public synchronized void again() {
        lastWake = wakes.getAsLong() - 1;
    }
}

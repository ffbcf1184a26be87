package org.coincide.engine.publication;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The time until the relay's next batch. While few messages are sent, each is sent right after its commit. Under load, a batch begins at the
 * earliest one {@code pace} after the beginning of the one before: each batch, however small, costs a disk write at the broker and two at the
 * client. So a message waits for the pace and its own batch at most, however long the batch before took.
 *
 * <p>The relay is under load when it has sent more than {@code paced-from} messages within a second, counted as a token bucket.
 */
@Component
class SendPace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final RelayProperties properties;
    private final LongSupplier nanoTime;
    private double tokens;
    private long refilledAt;
    private long lastBegin;

    @Autowired
    SendPace(RelayProperties properties) {
        this(properties, System::nanoTime);
    }

    SendPace(RelayProperties properties, LongSupplier nanoTime) {
        this.properties = properties;
        this.nanoTime = nanoTime;
        this.tokens = properties.pacedFrom();
        this.refilledAt = nanoTime.getAsLong();
        this.lastBegin = refilledAt - properties.pace().toNanos();
    }

    /** Notes that a batch begins now. */
    synchronized void begin() {
        lastBegin = nanoTime.getAsLong();
    }

    /** Counts the messages of a batch that was sent now. */
    synchronized void sent(int messages) {
        refill();
        tokens -= messages;
    }

    /** Returns whether more messages were sent within the last second than may be sent one by one. */
    synchronized boolean isUnderLoad() {
        refill();
        return tokens <= 0;
    }

    /** Returns the time to wait for the next batch; zero or less for none. */
    synchronized Duration untilNext() {
        return isUnderLoad() ? properties.pace().minusNanos(nanoTime.getAsLong() - lastBegin) : Duration.ZERO;
    }

    /** A batch of hundreds of messages delays single messages for a second at most. */
    private void refill() {
        long now = nanoTime.getAsLong();
        int each = properties.pacedFrom();
        tokens = Math.min(each, Math.max(tokens, -each) + each * ((now - refilledAt) / NANOS_PER_SECOND));
        refilledAt = now;
    }
}

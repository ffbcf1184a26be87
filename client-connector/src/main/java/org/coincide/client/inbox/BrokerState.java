package org.coincide.client.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Current state of the inbox's broker connection, for health and metrics. */
@Component
class BrokerState {

    private final Duration limit;
    /** Value of {@link System#nanoTime()} at the inbox's last progress; null before the start. */
    private final AtomicReference<Long> progress = new AtomicReference<>();

    private final AtomicReference<Instant> lastMessage = new AtomicReference<>();
    private final AtomicReference<String> failure = new AtomicReference<>("not connected yet");

    BrokerState(InboxProperties properties) {
        this.limit = properties.stalledAfter();
    }

    /** Records that the inbox's thread is alive. */
    void progressed() {
        progress.set(System.nanoTime());
    }

    void markUp() {
        failure.set(null);
    }

    void markDown(String reason) {
        failure.set(reason);
    }

    void received(Instant time) {
        lastMessage.set(time);
    }

    /** The current failure; null if the inbox is connected and processes messages. */
    String failure() {
        var last = progress.get();
        if (last != null && System.nanoTime() - last > limit.toNanos()) {
            return "the inbox has made no progress for " + limit.toSeconds() + " s";
        }
        return failure.get();
    }

    /** The time of the last message; null before the first message since the start. */
    Instant lastMessage() {
        return lastMessage.get();
    }
}

package org.coincide.client.inbox;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Current state of the inbox's broker connection, for health and metrics. */
@Component
class BrokerState {

    private final AtomicReference<Instant> lastMessage = new AtomicReference<>();
    private final AtomicReference<String> failure = new AtomicReference<>("not connected yet");

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
        return failure.get();
    }

    /** The time of the last message; null before the first message since the start. */
    Instant lastMessage() {
        return lastMessage.get();
    }
}

package org.coincide.client.inbox;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** How the inbox fares, for health and metrics. */
@Component
class BrokerState {

    private final AtomicReference<Instant> lastMessage = new AtomicReference<>();
    private final AtomicReference<String> fault = new AtomicReference<>("not connected yet");

    void working() {
        fault.set(null);
    }

    void failing(String why) {
        fault.set(why);
    }

    void received(Instant time) {
        lastMessage.set(time);
    }

    /** Null while all is well. */
    String fault() {
        return fault.get();
    }

    /** Null before the first message of this process. */
    Instant lastMessage() {
        return lastMessage.get();
    }
}

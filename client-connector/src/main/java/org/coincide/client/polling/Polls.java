package org.coincide.client.polling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The polls of this connector, which alone writes into its database. Each change wakes them; without any, their pauses double up to
 * {@code coincide.polling.longest-pause}.
 */
@Component
public class Polls {

    private final AtomicLong wakes = new AtomicLong();
    private final PollingProperties properties;
    private final LongSupplier nanoTime;

    @Autowired
    Polls(PollingProperties properties) {
        this(properties, System::nanoTime);
    }

    Polls(PollingProperties properties, LongSupplier nanoTime) {
        this.properties = properties;
        this.nanoTime = nanoTime;
    }

    /** Returns a new poll, whose first pause is a multiple of its schedule's. */
    public Poll create() {
        return create(properties.longestPause());
    }

    /** Returns a new poll with another longest pause. */
    public Poll create(Duration longestPause) {
        return new Poll(wakes::get, longestPause, nanoTime);
    }

    /** Lets each poll look at its next turn, because something was stored that may be work. Called after the commit. */
    public void wake() {
        wakes.incrementAndGet();
    }
}

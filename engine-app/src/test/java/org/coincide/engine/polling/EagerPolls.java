package org.coincide.engine.polling;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Polls for tests without a server: each looks at each turn. */
public final class EagerPolls {

    private EagerPolls() {}

    public static Polls polls() {
        return new Polls(new PollingProperties(Duration.ZERO, Duration.ofSeconds(5)));
    }

    /** Polls that nothing wakes, with a time of the test's own. */
    public static Polls resting(LongSupplier nanoTime) {
        return new Polls(new PollingProperties(Duration.ZERO, Duration.ofSeconds(5)), nanoTime);
    }
}

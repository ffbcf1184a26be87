package org.coincide.engine.polling;

import java.time.Duration;

/** Polls for tests without a server: each looks at each turn. */
public final class EagerPolls {

    private EagerPolls() {}

    public static Polls polls() {
        return new Polls(new PollingProperties(Duration.ZERO, Duration.ofSeconds(5)));
    }
}

package org.coincide.client.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The changes of the health of server and client during a fault. */
final class HealthLog {

    private final TestSystem system;
    private final long start = System.nanoTime();
    private final List<String> changes = new ArrayList<>();
    private String last = "";

    HealthLog(TestSystem system) {
        this.system = system;
    }

    /** Records the health if it has changed; returns true. */
    boolean sample() {
        String now = "server " + system.server.health() + ", client " + system.acme.health();
        if (!now.equals(last)) {
            last = now;
            changes.add(Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms: " + now);
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join("; ", changes);
    }
}

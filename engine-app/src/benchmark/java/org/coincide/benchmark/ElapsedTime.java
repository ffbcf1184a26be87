package org.coincide.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Lets time pass while programs with nothing to do are measured. */
public final class ElapsedTime {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private ElapsedTime() {}

    /** Returns after this time. */
    public static void await(Duration time) {
        long start = System.nanoTime();
        Awaitility.await()
                .atMost(time.plus(PATIENCE))
                .pollInterval(LOOK)
                .until(() -> System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }
}

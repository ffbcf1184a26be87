package org.coincide.client.polling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Polls whose time can be moved, so that a test need not wait until their pauses are longest. */
public final class LongIdle {

    private final AtomicLong moved = new AtomicLong();
    private volatile Long still;

    private LongIdle() {}

    /** Moves the time of all polls. */
    public void elapse(Duration time) {
        moved.addAndGet(time.toNanos());
    }

    /** Lets the time of all polls stand still, or go on. */
    public void standStill(boolean stands) {
        still = stands ? (Long) now() : null;
    }

    private long now() {
        Long stands = still;
        return stands == null ? System.nanoTime() + moved.get() : stands;
    }

    /** Polls that nothing wakes, with a time of the test's own. */
    public static Polls resting(LongSupplier nanoTime) {
        return new Polls(new PollingProperties(Duration.ofMinutes(1)), nanoTime);
    }

    /** Replaces the connector's polls. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class OfPolls {

        @Bean
        LongIdle longIdle() {
            return new LongIdle();
        }

        @Bean
        @Primary
        Polls movablePolls(PollingProperties properties, LongIdle idle) {
            return new Polls(properties, idle::now);
        }
    }
}

package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RelayWatchdogTest {

    private final AtomicInteger aborts = new AtomicInteger();
    private final AtomicLong time = new AtomicLong();
    private final RelayWatchdog watchdog = new RelayWatchdog(
            new ClientQueueSender(new CountingPool(aborts), null, null),
            new Binder(new MapConfigurationPropertySource(Map.of("x.stalled-after", "20s")))
                    .bindOrCreate("x", RelayProperties.class),
            time::get);

    @Test
    void aStalledRunIsAbortedOncePerLimit() {
        watchdog.progressed();
        pass(Duration.ofSeconds(20));
        assertThat(watchdog.isStalled()).isFalse();
        assertThat(aborts).hasValue(0);

        pass(Duration.ofSeconds(1));
        assertThat(watchdog.isStalled()).isTrue();
        assertThat(aborts).hasValue(1);

        pass(Duration.ofSeconds(1));
        assertThat(aborts).hasValue(1);
        pass(Duration.ofSeconds(20));
        assertThat(aborts).hasValue(2);
        assertThat(watchdog.isStalled()).isTrue();
    }

    @Test
    void progressAndIdlenessAreNoStall() {
        watchdog.progressed();
        pass(Duration.ofSeconds(15));
        watchdog.progressed();
        pass(Duration.ofSeconds(15));
        watchdog.ended();
        pass(Duration.ofDays(1));

        assertThat(watchdog.isStalled()).isFalse();
        assertThat(aborts).hasValue(0);
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
        watchdog.check();
    }

    /** A pool without connections that counts how often all are closed. */
    private static final class CountingPool extends JmsPoolConnectionFactory {

        private final AtomicInteger aborts;

        CountingPool(AtomicInteger aborts) {
            this.aborts = aborts;
        }

        @Override
        public void clear() {
            aborts.incrementAndGet();
        }
    }
}

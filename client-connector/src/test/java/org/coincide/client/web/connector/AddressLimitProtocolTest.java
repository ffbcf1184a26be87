package org.coincide.client.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.junit.jupiter.api.Test;

/** Checks for unread responses, at the interval that is set. */
class AddressLimitProtocolTest {

    private final Scheduler scheduler = new Scheduler();

    @Test
    void unreadResponsesAreCheckedAtTheInterval() throws Exception {
        AddressLimitProtocol protocol = new AddressLimitProtocol();
        protocol.setAdapter(new CoyoteAdapter(new Connector(protocol)));
        protocol.setPort(0);
        protocol.setUtilityExecutor(scheduler);
        protocol.setUnreadResponses(30, Duration.ofMillis(370));
        try {
            protocol.init();
            protocol.start();
            assertThat(scheduler.delays).contains(Duration.ofMillis(370));
        } finally {
            protocol.stop();
            protocol.destroy();
            scheduler.shutdownNow();
        }
    }

    private static final class Scheduler extends ScheduledThreadPoolExecutor {

        private final List<Duration> delays = new CopyOnWriteArrayList<>();

        Scheduler() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            delays.add(Duration.of(delay, unit.toChronoUnit()));
            return super.scheduleWithFixedDelay(task, first, delay, unit);
        }
    }
}

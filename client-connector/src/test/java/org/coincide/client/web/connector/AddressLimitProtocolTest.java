package org.coincide.client.web.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks for unread responses, at the interval that is set. */
class AddressLimitProtocolTest {

    private static final Duration INTERVAL = Duration.ofMillis(37);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LIMIT = 2;

    private final Scheduler scheduler = new Scheduler();
    private final AddressLimitProtocol protocol = new AddressLimitProtocol();
    private final List<Socket> connections = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        protocol.setAdapter(new CoyoteAdapter(new Connector(protocol)));
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setPort(0);
        protocol.setUtilityExecutor(scheduler);
        protocol.setUnreadResponses(LIMIT, INTERVAL);
        protocol.init();
        protocol.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (var connection : connections) {
            connection.close();
        }
        protocol.stop();
        protocol.destroy();
        scheduler.shutdownNow();
    }

    @Test
    void moreConnectionsThanTheLimitAreCheckedAtTheInterval() throws Exception {
        connect(LIMIT + 1);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(scheduler.delays).hasSizeGreaterThan(3).containsOnly(INTERVAL));
    }

    @Test
    void asManyConnectionsAsTheLimitAreNotChecked() throws Exception {
        connect(LIMIT);

        for (var connection : connections) {
            connection.getOutputStream().write("not a request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.getInputStream().read()).isEqualTo('H');
        }
        assertThat(scheduler.delays).isEmpty();
    }

    @Test
    void theChecksEndWithTheExcess() throws Exception {
        connect(LIMIT + 1);
        await().atMost(PATIENCE).until(() -> !scheduler.delays.isEmpty());

        connections.get(0).close();

        await().atMost(PATIENCE).until(() -> scheduler.checks.stream().allMatch(Future::isDone));
    }

    private void connect(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            connections.add(new Socket(InetAddress.getLoopbackAddress(), protocol.getLocalPort()));
        }
    }

    private static final class Scheduler extends ScheduledThreadPoolExecutor {

        private final List<Duration> delays = new CopyOnWriteArrayList<>();
        private final List<Future<?>> checks = new CopyOnWriteArrayList<>();

        Scheduler() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            delays.add(Duration.of(delay, unit.toChronoUnit()));
            var check = super.schedule(task, delay, unit);
            checks.add(check);
            return check;
        }
    }
}

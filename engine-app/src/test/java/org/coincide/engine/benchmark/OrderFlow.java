package org.coincide.engine.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.coincide.benchmark.BenchmarkForm;

/** Places orders and waits for the end of their trades. */
final class OrderFlow {

    private static final int ORDERS = BenchmarkForm.current().orders();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** The number of messages of a trade by card. A trade on invoice has no message about an authorization. */
    private static final int BY_CARD = 9;

    private static final int ON_INVOICE = 8;

    private OrderFlow() {}

    /** Trades per second, from the first order in to the last message at a client that only counts. */
    static double rate(Server server) throws Exception {
        return rate(server, ORDERS);
    }

    /** Runs the given number of trades. */
    static void trade(Server server, int orders) throws Exception {
        rate(server, orders);
    }

    private static double rate(Server server, int orders) throws Exception {
        long expected = (long) BY_CARD * ((orders + 1) / 2) + (long) ON_INVOICE * (orders / 2);
        server.work();
        try (CountingClient client = server.client()) {
            long start = System.nanoTime();
            client.order(Load.orders(orders));
            await().pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .atMost(PATIENCE)
                    .until(() -> client.heard() >= expected);
            return orders / ((System.nanoTime() - start) / 1e9);
        } finally {
            server.rest();
        }
    }
}

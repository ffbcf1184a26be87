package org.coincide.engine.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.coincide.engine.journal.NoPublication;

/** Orders go in and their trades run until all is over. */
final class Trading {

    private static final int ORDERS = Integer.getInteger("benchmark.orders", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** The messages of a trade: an invoice has no authorization to tell of. */
    private static final int BY_CARD = 9;

    private static final int ON_INVOICE = 8;

    private Trading() {}

    /** Trades per second, from the first order in to the last message at a client that takes so many at once. */
    static double rate(Server server, int batch) throws Exception {
        return rate(server, batch, ORDERS);
    }

    /** Runs so many trades. */
    static void trade(Server server, int orders) throws Exception {
        rate(server, ServerBenchmark.BATCH, orders);
    }

    private static double rate(Server server, int batch, int orders) throws Exception {
        try (CountingClient client = new CountingClient(server.broker(), Server.CLIENT, server.secret(), batch)) {
            long expected = (long) BY_CARD * ((orders + 1) / 2) + (long) ON_INVOICE * (orders / 2);
            // A message sent before its transaction commits may come before the trade has closed, or twice.
            return rate(server, client, orders, () -> client.heard() >= expected && open(server) == 0);
        }
    }

    private static long open(Server server) {
        return server.jdbc()
                .sql("SELECT COUNT(*) FROM trade WHERE closed = FALSE")
                .query(Long.class)
                .single();
    }

    /** Trades per second of a server that tells nobody: until the last trade has closed. */
    static double unpublished(Server server) throws Exception {
        NoPublication counter = server.bean(NoPublication.class);
        int before = counter.closed();
        try (CountingClient client =
                new CountingClient(server.broker(), Server.CLIENT, server.secret(), ServerBenchmark.BATCH)) {
            return rate(server, client, ORDERS, () -> counter.closed() - before >= ORDERS);
        }
    }

    private static double rate(Server server, CountingClient client, int orders, Callable<Boolean> done) {
        server.work();
        try {
            long start = System.nanoTime();
            client.order(Load.orders(orders));
            await().pollDelay(Duration.ZERO).pollInterval(LOOK).atMost(PATIENCE).until(done);
            return orders / ((System.nanoTime() - start) / 1e9);
        } finally {
            server.rest();
        }
    }
}

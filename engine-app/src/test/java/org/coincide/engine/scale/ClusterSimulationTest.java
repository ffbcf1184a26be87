package org.coincide.engine.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The simulation against the theory of queues, and its output in the document. */
class ClusterSimulationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "scale.md");
    private static final long SEED = 20261129;
    private static final int RATE = 1000;

    /**
     * Measured on PostgreSQL, 2026-12-01: CPU times by the benchmark of the versions, transactions and relay by those of the comparisons.
     * The times of a commit and of the broker are assumptions.
     */
    private static final ServiceTimes MEASURED = new ServiceTimes(22, 24, 13, 2, 9, 0.13, 0.1);

    private static final List<Cluster> CLUSTERS = List.of(
            new Cluster("16 nodes of 2 cores, 1 shard", 16, 2, 1, 32),
            new Cluster("16 nodes of 4 cores, 1 shard", 16, 4, 1, 64),
            new Cluster("16 nodes of 4 cores, 2 shards", 16, 4, 2, 32),
            new Cluster("16 nodes of 4 cores, 4 shards", 16, 4, 4, 16));

    @Test
    void aStationWithOneServerAgreesWithTheory() {
        double load = 0.8;
        // M/M/1: the mean time in the system is 1 / (service rate - arrival rate).
        assertThat(meanTime(1, load, 1)).isCloseTo(1 / (1 - load), within(0.25));
    }

    @Test
    void aStationWithSeveralServersAgreesWithTheory() {
        int servers = 4;
        double arrivals = 3;
        double waits = erlangC(servers, arrivals);
        assertThat(meanTime(servers, arrivals, 1)).isCloseTo(1 + waits / (servers - arrivals), within(0.06));
    }

    @Test
    void asManyTradesEndAsOrdersArriveBelowTheLimits() {
        var result = ClusterSimulation.run(CLUSTERS.get(3), MEASURED, 100, SEED);

        assertThat(result.perSecond()).isCloseTo(100, within(5.0));
        assertThat(result.nodes()).isCloseTo(100 * MEASURED.node() / 1000 / 64, within(0.01));
        assertThat(result.databases()).isCloseTo(100 * MEASURED.database() / 1000 / 64, within(0.01));
        assertThat(result.relays()).isCloseTo(100 * MEASURED.messages() * MEASURED.relay() / 1000 / 4, within(0.01));
    }

    @Test
    void theSlowestStationLimitsTheTrades() {
        var result = ClusterSimulation.run(new Cluster("", 1, 1, 1, 8), MEASURED, 100, SEED);

        assertThat(result.nodes()).isCloseTo(1, within(0.001));
        assertThat(result.perSecond()).isLessThan(1000 / MEASURED.node() * 1.05);
    }

    @Test
    void theDocumentHasTheOutput() throws IOException {
        String output = output();
        assertThat(Files.readString(DOCUMENT)).as(output).contains(output);
    }

    private static String output() {
        String heading = String.format(
                Locale.ROOT,
                "%d orders/s, seed %d; per trade: node %.0f ms, database %.0f ms, %d transactions with %.0f ms each for the commit,%n"
                        + "%d messages with %.2f ms each at the relay and %.2f ms at the broker; exponential service times%n%n"
                        + "%-30s %9s %8s %9s %8s %8s %8s %10s %7s %8s%n",
                RATE,
                SEED,
                MEASURED.node(),
                MEASURED.database(),
                MEASURED.transactions(),
                MEASURED.commit(),
                MEASURED.messages(),
                MEASURED.relay(),
                MEASURED.broker(),
                "",
                "limit/s",
                "ended/s",
                "under way",
                "p50 s",
                "p99 s",
                "nodes",
                "databases",
                "relays",
                "brokers");
        return heading
                + CLUSTERS.stream()
                        .map(cluster -> ClusterSimulation.run(cluster, MEASURED, RATE, SEED)
                                .line(cluster, MEASURED))
                        .collect(Collectors.joining("\n"));
    }

    /** The mean time of tasks in a queue, waiting included, with a mean service time of 1 s. */
    private static double meanTime(int servers, double arrivals, double service) {
        Events events = new Events();
        Random random = new Random(SEED);
        ServerQueue queue = new ServerQueue(events, random, servers);
        DoubleAdder times = new DoubleAdder();
        AtomicInteger ended = new AtomicInteger();
        int tasks = 200_000;
        double at = 0;
        for (int task = 0; task < tasks; task++) {
            at += -Math.log(1 - random.nextDouble()) / arrivals;
            double arrival = at;
            events.after(
                    arrival,
                    () -> queue.serve(service, () -> {
                        times.add(events.now() - arrival);
                        ended.incrementAndGet();
                    }));
        }
        events.runUntil(at);
        return times.sum() / ended.get();
    }

    /** The probability that a task waits in a system of several servers. */
    private static double erlangC(int servers, double load) {
        double sum = 0;
        double term = 1;
        for (int busy = 0; busy < servers; busy++) {
            sum += term;
            term *= load / (busy + 1);
        }
        double waiting = term * servers / (servers - load);
        return waiting / (sum + waiting);
    }
}

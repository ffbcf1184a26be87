package org.coincide.engine.scale;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A simulation of orders on many nodes by discrete events. Orders arrive at random and are distributed over shards and nodes at random. A trade
 * is a sequence of transactions, each with a part of the node's and of the database's CPU time and a commit; its messages pass relay and broker of
 * the shard meanwhile. Partners answer at once.
 */
final class ClusterSimulation {

    /** Seconds that are simulated before the measured ones. */
    private static final double WARM_UP = 10;

    private static final double MEASURED = 20;

    /**
     * The result.
     *
     * @param perSecond trades whose last message reached the broker in the measured time, per second
     * @param unfinished orders that are under way at the end
     * @param median seconds from the order to its last message
     * @param slow the same of the slowest hundredth
     */
    record Result(
            double perSecond,
            int unfinished,
            double median,
            double slow,
            double nodes,
            double databases,
            double relays,
            double brokers) {

        String line(Cluster cluster, ServiceTimes times) {
            return String.format(
                    Locale.ROOT,
                    "%-30s %9.0f %8.0f %9d %8.2f %8.2f %6.0f %% %8.0f %% %5.0f %% %6.0f %%",
                    cluster.name(),
                    times.limit(cluster),
                    perSecond,
                    unfinished,
                    median,
                    slow,
                    100 * nodes,
                    100 * databases,
                    100 * relays,
                    100 * brokers);
        }
    }

    private record Shard(List<ServerQueue> nodes, ServerQueue database, ServerQueue relay, ServerQueue broker) {}

    /** An order, until its last transaction is committed and its last message is at the broker. */
    private final class Trade {

        private final Shard shard;
        private final ServerQueue node;
        private final double start = events.now();
        private int transactions;
        private int unfinished = times.transactions() + times.messages();

        Trade(Shard shard) {
            this.shard = shard;
            this.node = any(shard.nodes());
        }

        void next() {
            node.serve(seconds(times.node()) / times.transactions(), () -> shard.database()
                    .serve(
                            seconds(times.database()) / times.transactions(),
                            () -> events.after(seconds(times.commit()), this::committed)));
        }

        private void committed() {
            int before = messagesAfter(transactions);
            transactions++;
            finish();
            for (int message = before; message < messagesAfter(transactions); message++) {
                publish();
            }
            if (transactions < times.transactions()) {
                next();
            }
        }

        /** The messages are spread evenly over the transactions; the last transaction has the last message. */
        private int messagesAfter(int done) {
            return times.messages() * done / times.transactions();
        }

        private void publish() {
            shard.relay()
                    .serve(seconds(times.relay()), () -> shard.broker().serve(seconds(times.broker()), this::finish));
        }

        private void finish() {
            unfinished--;
            if (unfinished == 0) {
                underWay--;
                if (events.now() >= WARM_UP) {
                    durations.add(events.now() - start);
                }
            }
        }
    }

    private final Events events = new Events();
    private final Random random;
    private final ServiceTimes times;
    private final List<Shard> shards = new ArrayList<>();
    private final List<Double> durations = new ArrayList<>();
    private int underWay;

    private ClusterSimulation(Cluster cluster, ServiceTimes times, long seed) {
        this.random = new Random(seed);
        this.times = times;
        for (int shard = 0; shard < cluster.shards(); shard++) {
            List<ServerQueue> nodes = new ArrayList<>();
            for (int node = 0; node < cluster.nodesOfShard(); node++) {
                nodes.add(new ServerQueue(events, random, cluster.cores()));
            }
            shards.add(new Shard(
                    nodes,
                    new ServerQueue(events, random, cluster.databaseCores()),
                    new ServerQueue(events, random, 1),
                    new ServerQueue(events, random, 1)));
        }
    }

    /** Simulates orders at a rate per second. */
    static Result run(Cluster cluster, ServiceTimes times, double rate, long seed) {
        return new ClusterSimulation(cluster, times, seed).run(rate);
    }

    private Result run(double rate) {
        arrive(rate);
        events.runUntil(WARM_UP);
        double[] before = {
            busy(nodes()), busy(shards.stream().map(Shard::database).toList()),
            busy(shards.stream().map(Shard::relay).toList()),
                    busy(shards.stream().map(Shard::broker).toList())
        };
        events.runUntil(WARM_UP + MEASURED);
        Collections.sort(durations);
        return new Result(
                durations.size() / MEASURED,
                underWay,
                quantile(0.5),
                quantile(0.99),
                usage(nodes(), before[0]),
                usage(shards.stream().map(Shard::database).toList(), before[1]),
                usage(shards.stream().map(Shard::relay).toList(), before[2]),
                usage(shards.stream().map(Shard::broker).toList(), before[3]));
    }

    private void arrive(double rate) {
        events.after(-Math.log(1 - random.nextDouble()) / rate, () -> {
            underWay++;
            new Trade(any(shards)).next();
            arrive(rate);
        });
    }

    private List<ServerQueue> nodes() {
        return shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private double quantile(double share) {
        return durations.isEmpty() ? Double.NaN : durations.get((int) Math.ceil(share * durations.size()) - 1);
    }

    private static double busy(Collection<ServerQueue> queues) {
        return queues.stream().mapToDouble(ServerQueue::busySeconds).sum();
    }

    private static double usage(Collection<ServerQueue> queues, double before) {
        int servers = queues.stream().mapToInt(ServerQueue::servers).sum();
        return Math.min(1, (busy(queues) - before) / MEASURED / servers);
    }

    private static double seconds(double milliseconds) {
        return milliseconds / 1000;
    }
}

package org.coincide.client.benchmark;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.Comparison;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.coincide.client.journey.MessageDelays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures the packaged server and client of this version, and beside them, in turns, those of the baseline. */
class PackagedVersionsBenchmark {

    private static final BenchmarkForm FORM = BenchmarkForm.current();
    private static final String THIS = "this version";
    private static final String BASELINE = "baseline";

    /** Two orders each second. */
    private static final long PACE_MILLIS = 500;

    /** Fewer than a server completes, so that the last warm-up order is closed soon. */
    private static final long WARM_UP_PACE_MILLIS = 120;

    /** The figures of a version that a round measures, per trade, in milliseconds. */
    private record Cpu(List<Double> server, List<Double> database) {

        Cpu() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        /** The measured rounds, without those of the warm-up. */
        static List<Double> measured(List<Double> rounds) {
            return rounds.subList(FORM.versionsWarmUp(), rounds.size());
        }
    }

    private final Measurements figures = new Measurements();
    private final Map<String, PackagedVersion> versions = new LinkedHashMap<>();
    private final Map<String, Cpu> cpu = new LinkedHashMap<>();
    private final boolean isLinux = Files.isReadable(Path.of("/proc/self/stat"));

    @ParameterizedTest
    @EnumSource
    void thisVersionAndTheBaseline(ClientDatabase database) throws Exception {
        assumeTrue(FORM.measures(database), "benchmark.databases does not name it");
        Path folder = Path.of("target", "benchmark", UUID.randomUUID().toString());
        Baseline.Result baseline = new Baseline(
                        Path.of(".."), Baseline.COMMIT, Path.of("..", "target", "baseline", Baseline.COMMIT))
                .build();
        try {
            if (baseline instanceof Baseline.Result.Built built) {
                versions.put(
                        BASELINE,
                        new PackagedVersion(
                                built.jars(),
                                database,
                                folder.resolve(BASELINE),
                                PackagedVersion.PROMPT_PARTNERS,
                                List.of()));
            }
            versions.put(
                    THIS,
                    new PackagedVersion(
                            PackagedVersion.Jars.ofThisBuild(),
                            database,
                            folder.resolve("this-version"),
                            Stream.of(PackagedVersion.PROMPT_PARTNERS, PackagedVersion.OF_THIS_VERSION)
                                    .flatMap(List::stream)
                                    .toList(),
                            PackagedVersion.OF_THIS_CLIENT));
            figures.heading(database, "the packaged server, and the baseline in turns");
            if (baseline instanceof Baseline.Result.Missing missing) {
                figures.note(missing.reason());
                reasons(database, missing.reason());
            }
            measure(database);
        } finally {
            for (PackagedVersion version : versions.values()) {
                version.close();
            }
        }
    }

    private void measure(ClientDatabase database) throws Exception {
        Comparison comparison = new Comparison();
        Map<String, Double> diskBefore = new LinkedHashMap<>();
        for (Map.Entry<String, PackagedVersion> version : versions.entrySet()) {
            cpu.put(version.getKey(), new Cpu());
            write(
                    Figure.STARTUP_SECONDS,
                    version.getKey(),
                    database,
                    version.getValue().startServer());
            diskBefore.put(version.getKey(), version.getValue().disk());
            version.getValue().suspendServer();
            comparison.with(version.getKey(), () -> turn(version.getKey(), version.getValue(), database));
        }
        comparison.run(FORM.versionsWarmUp(), FORM.rounds());
        figures.rates(comparison, "trades/s");
        for (Map.Entry<String, PackagedVersion> version : versions.entrySet()) {
            write(Figure.TRADES_PER_SECOND, version.getKey(), database, comparison.median(version.getKey()));
            int trades = (FORM.versionsWarmUp() + FORM.rounds()) * FORM.orders();
            write(
                    Figure.DISK_MB_PER_1000_TRADES,
                    version.getKey(),
                    database,
                    (version.getValue().disk() - diskBefore.get(version.getKey())) / trades * 1000);
            usage(version.getKey(), version.getValue(), database);
        }
        ratios(database, comparison);
        for (Map.Entry<String, PackagedVersion> version : versions.entrySet()) {
            latency(version.getKey(), version.getValue(), database);
        }
    }

    /** Trades per second of one turn, from the first order in to the last message at a client that only counts. */
    private double turn(String name, PackagedVersion version, ClientDatabase database) throws Exception {
        List<ObjectNode> orders = BenchmarkOrders.orders(FORM.orders());
        version.resumeServer();
        try (ClosedTrades closed =
                new ClosedTrades(version.broker(), PackagedVersion.COUNTING_CLIENT, version.secret())) {
            Duration server = cpu(version);
            Duration shared = databaseCpu(version, database);
            long start = System.nanoTime();
            BenchmarkOrders.send(version.broker(), PackagedVersion.COUNTING_CLIENT, version.secret(), orders);
            closed.awaitNumber(orders.size());
            double rate = orders.size() / ((System.nanoTime() - start) / 1e9);
            cpu.get(name).server().add(millis(cpu(version).minus(server)) / orders.size());
            cpu.get(name).database().add(millis(databaseCpu(version, database).minus(shared)) / orders.size());
            return rate;
        } finally {
            version.suspendServer();
        }
    }

    private Duration cpu(PackagedVersion version) {
        return isLinux ? version.cpu() : Duration.ZERO;
    }

    private Duration databaseCpu(PackagedVersion version, ClientDatabase database) throws IOException {
        return isLinux && database == ClientDatabase.POSTGRESQL ? version.databaseCpu() : Duration.ZERO;
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private void usage(String name, PackagedVersion version, ClientDatabase database) throws IOException {
        if (!isLinux) {
            return;
        }
        write(Figure.MEMORY_MB, name, database, version.memory());
        write(
                Figure.CPU_MS_PER_TRADE,
                name,
                database,
                Comparison.median(Cpu.measured(cpu.get(name).server())));
        if (database == ClientDatabase.POSTGRESQL) {
            write(
                    Figure.DATABASE_CPU_MS_PER_TRADE,
                    name,
                    database,
                    Comparison.median(Cpu.measured(cpu.get(name).database())));
        }
    }

    private void ratios(ClientDatabase database, Comparison comparison) throws IOException {
        if (!versions.containsKey(BASELINE)) {
            return;
        }
        figures.figure(Figure.TRADES_VS_BASELINE, database, comparison.ratio(THIS, BASELINE));
        if (isLinux) {
            List<Double> own = Cpu.measured(cpu.get(THIS).server());
            List<Double> other = Cpu.measured(cpu.get(BASELINE).server());
            figures.figure(
                    Figure.CPU_VS_BASELINE,
                    database,
                    Comparison.median(IntStream.range(0, own.size())
                            .mapToObj(round -> own.get(round) / other.get(round))
                            .toList()));
        }
    }

    /**
     * Orders at an even pace through the client, then more at once than the server can complete, and the times from the server's journal to the
     * client's ledger. Before, as many orders as in a turn warm the client up, since a new client interprets most of its code. The measurement at
     * an even pace begins when both processes rest.
     */
    private void latency(String name, PackagedVersion version, ClientDatabase database) throws Exception {
        version.resumeServer();
        version.startClient();
        int warmUp = FORM.orders();
        place(version, warmUp, WARM_UP_PACE_MILLIS);
        version.awaitClosed(warmUp);
        if (isLinux) {
            version.awaitRest();
        }
        OffsetDateTime paced = OffsetDateTime.now();
        place(version, FORM.pacedOrders(), PACE_MILLIS);
        version.awaitClosed(warmUp + FORM.pacedOrders());
        OffsetDateTime saturated = OffsetDateTime.now();
        BenchmarkOrders.orders(FORM.saturatingOrders()).forEach(order -> version.place(order.toString()));
        version.awaitClosed(warmUp + FORM.pacedOrders() + FORM.saturatingOrders());
        version.stopClient();
        MessageDelays atAnEvenPace = version.delays(paced, saturated);
        MessageDelays atSaturation = version.delays(saturated, OffsetDateTime.MAX);
        write(Figure.LATENCY_P50_MS, name, database, millis(atAnEvenPace.delay(0.5)));
        write(Figure.LATENCY_P99_MS, name, database, millis(atAnEvenPace.delay(0.99)));
        write(Figure.LATENCY_SATURATED_P50_MS, name, database, millis(atSaturation.delay(0.5)));
        write(Figure.LATENCY_SATURATED_P99_MS, name, database, millis(atSaturation.delay(0.99)));
        write(Figure.LATENCY_BATCH_P99_MS, name, database, millis(atSaturation.batch(0.99)));
        if (name.equals(THIS)) {
            Duration bound = PackagedVersion.PACE.plus(atSaturation.batch(0.99));
            figures.figure(
                    Figure.LATENCY_SATURATED_VS_PACE_AND_BATCH,
                    database,
                    millis(atSaturation.delay(0.99)) / millis(bound));
        }
        version.close();
    }

    private static void place(PackagedVersion version, int number, long paceMillis) throws Exception {
        List<ObjectNode> orders = BenchmarkOrders.orders(number);
        AtomicInteger placed = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            var schedule = clock.scheduleAtFixedRate(
                    () -> {
                        if (placed.get() < number) {
                            version.place(orders.get(placed.get()).toString());
                            placed.incrementAndGet();
                        }
                    },
                    0,
                    paceMillis,
                    TimeUnit.MILLISECONDS);
            await("orders are placed")
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> placed.get() >= number || schedule.isDone());
            if (placed.get() < number) {
                schedule.get();
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private void write(Figure figure, String version, ClientDatabase database, double value) throws IOException {
        if (version.equals(BASELINE)) {
            figures.baseline(figure, database, value);
        } else {
            figures.figure(figure, database, value);
        }
    }

    private void reasons(ClientDatabase database, String reason) throws IOException {
        for (Figure figure : Figure.compared()) {
            figures.missingBaseline(figure, database, reason);
        }
        figures.missing(Figure.TRADES_VS_BASELINE, database, reason);
        figures.missing(Figure.CPU_VS_BASELINE, database, reason);
    }
}

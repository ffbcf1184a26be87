package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of all kinds in random order under load. {@code -Dcampaign.cycles=200} sets their number, {@code -Dcampaign.seed=…} repeats the
 * order of a run. Afterwards every order that was answered with success must be one trade, equal at server and client.
 */
@EnabledIfSystemProperty(named = "campaign.cycles", matches = "[0-9]+")
class FaultCampaignIT {

    private static final Logger LOG = LoggerFactory.getLogger(FaultCampaignIT.class);
    private static final int CYCLES = Integer.getInteger("campaign.cycles", 0);
    /** A regular expression of the faults to inject; all without it. */
    private static final String ONLY = System.getProperty("campaign.only", "");

    private static final long SEED = Long.getLong("campaign.seed", System.nanoTime());
    private static final Duration PACE = Duration.ofMillis(500);
    private static final int MAX_ORDERS_BETWEEN = 8;
    /** The data grows with the number of orders, and must never fill the disk by itself. */
    private static final int MEGABYTES = 600 + 5 * CYCLES;

    private static final long MAX_BYTES_UNTIL_CUT = 3_000;
    private static final Map<String, String> RESERVE = Map.of("coincide.storage.min-free", "8MB");
    /** A library that shifts the clock of a process; the monotonic clock stays. */
    private static final List<Path> CLOCK_LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    /** A fault with its repair. */
    private record Fault(String name, Runnable effect) {}

    private final Random random = new Random(SEED);
    private final Map<String, Integer> injected = new TreeMap<>();

    @Test
    void onHsqldbWithTheEmbeddedBroker() throws IOException {
        var system = TestSystem.of(FaultCampaignIT.class, RESERVE, Map.of("acme", RESERVE, "globex", RESERVE));
        try (var disk = SmallDisk.mounted(system.server.dataDirectory(), MEGABYTES);
                var journal = new LoadJournal(system.folder.resolve("load.jsonl"))) {
            system.start();
            try {
                inject(system, journal, ofOneMachine(system, disk));
                var snapshot =
                        new SnapshotCollector(system, journal).await(patience()).stopAndCollect();
                verify("HSQLDB", snapshot);
            } finally {
                system.close();
            }
        }
    }

    @Test
    void onPostgresqlWithAnExternalBroker() {
        try (var production = ProductionSystem.start(FaultCampaignIT.class);
                var journal = new LoadJournal(production.system().folder.resolve("load.jsonl"))) {
            inject(production.system(), journal, ofProduction(production));
            var snapshot = production.snapshot(new SnapshotCollector(production.system(), journal).await(patience()));
            verify("PostgreSQL", snapshot);
        }
    }

    private List<Fault> ofOneMachine(TestSystem system, SmallDisk disk) {
        List<Fault> faults = new ArrayList<>(kills(system));
        faults.add(new Fault("disk full", () -> fillAndFree(system, disk)));
        faults.add(new Fault("second server", () -> startSecondServer(system)));
        var library = CLOCK_LIBRARIES.stream().filter(Files::exists).findFirst();
        library.ifPresentOrElse(
                path -> faults.add(
                        new Fault("clock set back over a restart", () -> restartAtAnotherTime(system, path))),
                () -> System.out.println("SKIPPED: no libfaketime is installed, so no clock is shifted."));
        return faults;
    }

    private List<Fault> ofProduction(ProductionSystem production) {
        List<Fault> faults = new ArrayList<>(kills(production.system()));
        faults.add(new Fault("broker restarted", () -> {
            production.broker().stop();
            production.broker().start();
        }));
        for (var connection : ProductionSystem.Connection.values()) {
            var proxy = production.proxy(connection);
            faults.add(new Fault(connection + " cut in a frame", () -> proxy.cutAfter(bytes())));
        }
        faults.add(new Fault("server paused", () -> {
            production.system().server.pause();
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> true);
            production.system().server.resume();
        }));
        return faults;
    }

    private static List<Fault> kills(TestSystem system) {
        return Stream.concat(
                        Stream.of(new Fault("server killed", () -> {
                            system.server.kill();
                            system.server.launch();
                            system.server.awaitReady();
                        })),
                        system.clients().stream()
                                .map(client -> new Fault("client killed", () -> {
                                    client.kill();
                                    client.launch();
                                    client.awaitReady();
                                })))
                .toList();
    }

    private void inject(TestSystem system, LoadJournal journal, List<Fault> all) {
        var faults = all.stream()
                .filter(fault -> Pattern.compile(ONLY).matcher(fault.name()).find())
                .toList();
        LOG.info("Injecting {} faults, seed {}.", CYCLES, SEED);
        try (var load = new LoadGenerator(system.clients(), journal, SEED).placeEvery(PACE)) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                awaitOrders(load, 1 + random.nextInt(MAX_ORDERS_BETWEEN));
                var fault = faults.get(random.nextInt(faults.size()));
                fault.effect().run();
                injected.merge(fault.name(), 1, Integer::sum);
            }
            awaitOrders(load, MAX_ORDERS_BETWEEN);
            load.finish();
        }
    }

    private void verify(String database, SystemSnapshot snapshot) {
        snapshot.write(Path.of("target", "journey", "FaultCampaignIT-" + database + ".json"));
        LOG.info(
                "CAMPAIGN on {}: {} faults {}, {} orders accepted, {} messages, seed {}.",
                database,
                CYCLES,
                injected,
                snapshot.placed().size(),
                snapshot.server().journal().size(),
                SEED);
        assertThat(ConsistencyChecker.violations(snapshot)).as("seed %d", SEED).isEmpty();
    }

    private static Duration patience() {
        return Duration.ofSeconds(180 + 10L * CYCLES);
    }

    private long bytes() {
        return 1 + random.nextLong(MAX_BYTES_UNTIL_CUT);
    }

    private static void fillAndFree(TestSystem system, SmallDisk disk) {
        try {
            disk.fill();
            await("the server refuses orders").atMost(JavaProcess.PATIENCE).until(() -> !canStore(system));
            disk.free();
            await("the server recovers").atMost(JavaProcess.PATIENCE).until(() -> canStore(system));
        } catch (ConditionTimeoutException stuck) {
            system.server.printThreads();
            throw stuck;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's other components can be DEGRADED at the same time, such as the queues while many orders wait. */
    private static boolean canStore(TestSystem system) {
        return system.server.health("/storage").statusCode() == 200;
    }

    /** A second server on the data of a paused one must end and change nothing. */
    private static void startSecondServer(TestSystem system) {
        try {
            var logs = Files.createDirectories(system.folder.resolve("second"));
            var second = new PackagedServer(
                    ApplicationJars::server, system.folder, logs, Map.of("coincide.simulation.enabled", "true"));
            system.server.pause();
            try {
                second.launch();
                assertThat(second.process().exitCode()).isNotZero();
            } finally {
                system.server.resume();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restartAtAnotherTime(TestSystem system, Path library) {
        system.server.kill();
        system.server.launchWith(Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                "-" + (1 + random.nextInt(120)) + "m",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // The library's workaround for old versions of glibc ends every timed wait at once: all threads of the
                // JVM spin.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                // Files keep the machine's time, so that they are from the future.
                "NO_FAKE_STAT",
                "1"));
        system.server.awaitReady();
    }

    private static void awaitOrders(LoadGenerator load, int more) {
        long before = load.accepted();
        await("orders are accepted").atMost(JavaProcess.PATIENCE).until(() -> load.accepted() >= before + more);
    }
}

package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server and clients on HSQLDB, killed in turn at random moments while orders are placed. {@code -Dkill.cycles=20} kills more
 * often, {@code -Dkill.seed=…} repeats the orders and pauses of a run.
 */
class KillIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int CYCLES = Integer.getInteger("kill.cycles", 3);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final Duration PACE = Duration.ofMillis(500);
    /** The most orders between a start and the next kill. */
    private static final int MAX_ORDERS_BETWEEN = 12;

    private final TestSystem system = TestSystem.of(KillIT.class);
    private final LoadJournal journal = new LoadJournal(system.folder.resolve("load.jsonl"));
    private final Random random = new Random(SEED);
    private final LoadGenerator load = new LoadGenerator(system.clients(), journal, SEED);

    @AfterEach
    void end() {
        load.close();
        system.close();
        journal.close();
    }

    @Test
    void killedProcessesLoseAndDuplicateNothing() {
        LOG.info("Killing {} times, seed {}.", CYCLES, SEED);
        system.start();
        load.placeEvery(PACE);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            awaitOrders(1 + random.nextInt(MAX_ORDERS_BETWEEN));
            if (cycle % 2 == 0) {
                killServer();
            } else {
                kill(system.clients().get(cycle / 2 % 2));
            }
        }
        awaitOrders(MAX_ORDERS_BETWEEN);
        load.finish();

        var snapshot = new SnapshotCollector(system, journal)
                .await(Duration.ofSeconds(90 + 10L * CYCLES))
                .stopAndCollect();
        snapshot.write(Path.of("target", "journey", "KillIT.json"));

        LOG.info(
                "KILL: {} kills, {} orders accepted, {} messages, seed {}.",
                CYCLES,
                snapshot.placed().size(),
                snapshot.server().journal().size(),
                SEED);
        assertThat(ConsistencyChecker.violations(snapshot)).as("seed %d", SEED).isEmpty();
    }

    private void killServer() {
        system.server.kill();
        system.server.launch();
        system.server.awaitReady();
    }

    private static void kill(PackagedClient client) {
        client.kill();
        client.launch();
        client.awaitReady();
    }

    /** Waits until this many more orders are accepted. */
    private void awaitOrders(int more) {
        long before = load.accepted();
        await("orders are accepted")
                .atMost(JavaProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> load.accepted() >= before + more);
    }
}

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
 * Server and clients are killed in turn while orders come in, at any moment, on HSQLDB. {@code -Dkill.cycles=20} kills more
 * often, {@code -Dkill.seed=…} repeats a run's orders and its pauses.
 */
class KillIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int CYCLES = Integer.getInteger("kill.cycles", 3);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final Duration PACE = Duration.ofMillis(500);
    /** Most orders between a start and the next kill. */
    private static final int LONGEST_LIFE = 12;

    private final TestSystem stage = TestSystem.of(KillIT.class);
    private final LoadJournal journal = new LoadJournal(stage.folder.resolve("load.jsonl"));
    private final Random random = new Random(SEED);
    private final LoadGenerator load = new LoadGenerator(stage.clients(), journal, SEED);

    @AfterEach
    void end() {
        load.close();
        stage.close();
        journal.close();
    }

    @Test
    void killedProcessesLoseAndDuplicateNothing() {
        LOG.info("Killing {} times, seed {}.", CYCLES, SEED);
        stage.start();
        load.every(PACE);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            awaitOrders(1 + random.nextInt(LONGEST_LIFE));
            if (cycle % 2 == 0) {
                killServer();
            } else {
                kill(stage.clients().get(cycle / 2 % 2));
            }
        }
        awaitOrders(LONGEST_LIFE);
        load.finish();

        var evidence = new SnapshotCollector(stage, journal)
                .await(Duration.ofSeconds(90 + 10L * CYCLES))
                .stopAndGather();
        evidence.record(Path.of("target", "journey", "KillIT.json"));

        LOG.info(
                "KILL: {} kills, {} orders accepted, {} messages, seed {}.",
                CYCLES,
                evidence.placed().size(),
                evidence.server().journal().size(),
                SEED);
        assertThat(ConsistencyChecker.violations(evidence)).as("seed %d", SEED).isEmpty();
    }

    private void killServer() {
        stage.server.kill();
        stage.server.launch();
        stage.server.awaitReady();
    }

    private static void kill(PackagedClient client) {
        client.kill();
        client.launch();
        client.awaitReady();
    }

    /** Until so many more orders were accepted. */
    private void awaitOrders(int more) {
        long before = load.accepted();
        await("orders are accepted")
                .atMost(JavaProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> load.accepted() >= before + more);
    }
}

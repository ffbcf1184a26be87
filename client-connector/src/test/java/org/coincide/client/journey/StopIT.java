package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server is stopped with SIGTERM while orders are placed. {@code -Dstop.cycles=20} stops more often. */
class StopIT {

    private static final Logger LOG = LoggerFactory.getLogger(StopIT.class);
    private static final int CYCLES = Integer.getInteger("stop.cycles", 1);
    private static final int ORDERS = 20;

    private final TestSystem system = TestSystem.of(StopIT.class);
    private final LoadJournal journal = new LoadJournal(system.folder.resolve("load.jsonl"));
    private final LoadGenerator load = new LoadGenerator(system.clients(), journal, 11);

    @AfterEach
    void end() {
        load.close();
        system.close();
        journal.close();
    }

    @Test
    void aStopUnderLoadEndsJobsAndBreaksNothing() throws IOException {
        system.start();
        load.placeEvery(Duration.ofMillis(200));
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            CompletableFuture<Integer> worker = waitForTask();
            int before = load.accepted();
            await("orders are accepted").atMost(JavaProcess.PATIENCE).until(() -> load.accepted() >= before + ORDERS);
            long start = System.nanoTime();
            system.server.stop();
            assertThat(worker.exceptionally(closed -> 500))
                    .as("the answer to a worker; a closed connection lets it ask again as well")
                    .succeedsWithin(JavaProcess.PATIENCE, INTEGER)
                    // 503 if the request arrives during the stop.
                    .isIn(500, 503);
            LOG.info(
                    "STOP: the server ended {} ms after SIGTERM.",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            system.server.launch();
            system.server.awaitReady();
        }
        load.finish();

        var snapshot = new SnapshotCollector(system, journal)
                .await(Duration.ofSeconds(120))
                .stopAndCollect();

        assertThat(ConsistencyChecker.violations(snapshot)).isEmpty();
        assertThat(Files.readString(system.server.log()))
                .doesNotContain("still running after timeout")
                .doesNotContain("Graceful shutdown aborted")
                .doesNotContain("Jobs still run")
                .doesNotContain("has been closed")
                .doesNotContain("database is closed")
                .doesNotContain(" ERROR ", "\tat ", "invoker failed");
    }

    /** A worker's request for a task, which waits longer than a stop may take. */
    private CompletableFuture<Integer> waitForTask() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return system.server
                        .postAsOperator(
                                "/engine-rest/external-task/fetchAndLock",
                                """
                                {"workerId": "worker", "maxTasks": 1, "asyncResponseTimeout": 600000,
                                 "topics": [{"topicName": "none", "lockDuration": 1000}]}""")
                        .statusCode();
            } catch (IOException unanswered) {
                throw new UncheckedIOException(unanswered);
            }
        });
    }
}

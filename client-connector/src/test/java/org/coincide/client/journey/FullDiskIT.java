package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server and clients on HSQLDB on a disk that another program fills to the last block under load, or that is read-only.
 * {@code -Ddisk.cycles=20} fills the disk more often.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {

    private static final Logger LOG = LoggerFactory.getLogger(FullDiskIT.class);
    private static final int CYCLES = Integer.getInteger("disk.cycles", 1);
    private static final Duration PACE = Duration.ofMillis(400);
    private static final int MEGABYTES = 200;
    private static final Map<String, String> RESERVE = Map.of("coincide.storage.min-free", "8MB");

    private final TestSystem system =
            TestSystem.of(FullDiskIT.class, RESERVE, Map.of("acme", RESERVE, "globex", RESERVE));
    private final SmallDisk disk = SmallDisk.mounted(system.server.dataDirectory(), MEGABYTES);

    @AfterEach
    void end() throws IOException {
        system.close();
        disk.close();
    }

    @Test
    void aFullDiskLosesNoAcceptedOrder() throws IOException {
        system.start();
        try (var journal = new LoadJournal(system.folder.resolve("load.jsonl"));
                var load = new LoadGenerator(system.clients(), journal, 11).placeEvery(PACE)) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                awaitOrders(load, 6);
                fillAndFree();
            }
            awaitOrders(load, 6);
            load.finish();
            var snapshot = new SnapshotCollector(system, journal)
                    .await(Duration.ofSeconds(150))
                    .stopAndCollect();
            LOG.info(
                    "FULL DISK: filled {} times, {} orders accepted, {} messages.",
                    CYCLES,
                    snapshot.placed().size(),
                    snapshot.server().journal().size());
            assertThat(ConsistencyChecker.violations(snapshot)).isEmpty();
        }
    }

    @Test
    void aReadOnlyDiskIsRefusedInWords() throws IOException {
        ApplicationJars.unpack();
        disk.remount("ro");

        system.server.launch();
        system.acme.launch("--coincide.client.secret=any");

        assertThat(system.server.process().exitCode()).isNotZero();
        assertThat(system.acme.process().exitCode()).isNotZero();
        assertThat(system.server.output())
                .contains("read-only file system", "Setting:   coincide.data-directory=", "Mount the file system")
                .doesNotContain("Another", "\tat ");
        assertThat(system.acme.output())
                .contains("ead-only file system", "coincide.data-directory=")
                .doesNotContain("Another", "\tat ");
    }

    /** Fills the disk; frees it once server and clients have said why they refuse orders. */
    private void fillAndFree() throws IOException {
        disk.fill();
        awaitDown(() -> system.server.health("/storage"));
        for (var client : system.clients()) {
            awaitDown(() -> client.health(""));
            var refused = client.place(OrderKind.ORDINARY.order().toString());
            assertThat(refused.statusCode()).isEqualTo(503);
        }
        assertThat(system.server
                        .placeOrder(OrderKind.ORDINARY.order().toString(), "acme")
                        .statusCode())
                .isEqualTo(503);
        disk.free();
        await("the server recovers by itself")
                .atMost(JavaProcess.PATIENCE)
                .until(() -> system.server.health("").statusCode() == 200);
        for (var client : system.clients()) {
            await("the client recovers by itself")
                    .atMost(JavaProcess.PATIENCE)
                    .until(() -> client.health("").statusCode() == 200);
        }
    }

    private static void awaitDown(Supplier<HttpResponse<String>> health) {
        await("health says DOWN with the cause").atMost(JavaProcess.PATIENCE).untilAsserted(() -> assertThat(
                        health.get().body())
                .contains("\"DOWN\"", "coincide.storage.min-free is 8 MB. Free some space."));
    }

    private static void awaitOrders(LoadGenerator load, int more) {
        long before = load.accepted();
        await("orders are accepted").atMost(JavaProcess.PATIENCE).until(() -> load.accepted() >= before + more);
    }
}

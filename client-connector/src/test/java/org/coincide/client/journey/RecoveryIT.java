package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** Starts of the packaged server after a kill that left more behind than a kill usually does. */
class RecoveryIT {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryIT.class);
    private static final Duration PACE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Enough for a large log: an order writes about 75 KB. */
    private static final int ORDERS_EACH = 70;

    private static final int DAMAGED_AT = 2_000;
    private static final long LARGE_LOG = 6 << 20;
    /** The limit of the log, and what is written until the next check of its size. */
    private static final long LARGEST_LOG = 48 << 20;

    /** The stores of the server's queues and of both clients, of which one did not read. */
    @Test
    void aDamagedBrokerIsRefilledFromTheJournal() throws IOException {
        var system = TestSystem.of(RecoveryIT.class);
        try (var journal = new LoadJournal(system.folder.resolve("load.jsonl"));
                var load = new LoadGenerator(system.clients(), journal, 11)) {
            system.start();
            load.placeEvery(PACE);
            await().atMost(PATIENCE).until(() -> load.accepted() >= 6);
            system.acme.kill();
            int before = load.accepted();
            await().atMost(PATIENCE).until(() -> load.accepted() >= before + 4);
            system.server.kill();
            int damaged = damage(system.server.dataDirectory().resolve("broker"));

            system.server.launch();
            system.server.awaitReady();
            system.acme.launch();
            system.acme.awaitReady();
            load.finish();

            var snapshot =
                    new SnapshotCollector(system, journal).await(PATIENCE).stopAndCollect();
            LOG.info(
                    "RECOVERY: {} files of the broker damaged, {} orders, {} messages.",
                    damaged,
                    snapshot.placed().size(),
                    snapshot.server().journal().size());
            assertThat(ConsistencyChecker.violations(snapshot)).isEmpty();
            try (Stream<Path> entries = Files.list(system.server.dataDirectory())) {
                assertThat(entries.map(path -> path.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("broker-damaged-"));
            }
        } finally {
            system.close();
        }
    }

    /** The database does not know yet that the killed server is gone, and keeps the locks of its transaction. */
    @Test
    void aStartBesideOrphanedLocksBecomesWhole() throws SQLException {
        try (var production = ProductionSystem.start(RecoveryIT.class);
                var journal = new LoadJournal(production.system().folder.resolve("load.jsonl"));
                var orphan = sessionOfTheServer(production)) {
            var system = production.system();
            place(system, journal);
            orphan.setAutoCommit(false);
            for (var table : List.of("relay_lease", "stock", "trade", "journal", "ACT_RU_JOB", "ACT_RU_EXECUTION")) {
                orphan.createStatement().execute("SELECT 1 FROM " + table + " FOR UPDATE");
            }
            system.server.kill();
            long start = System.nanoTime();
            system.server.launch();
            system.server.awaitReady();
            long ready = System.nanoTime();

            place(system, journal);

            LOG.info(
                    "RECOVERY: beside orphaned locks ready after {} ms, whole after {} ms.",
                    Duration.ofNanos(ready - start).toMillis(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            var snapshot = production.snapshot(new SnapshotCollector(system, journal).await(PATIENCE));
            assertThat(ConsistencyChecker.violations(snapshot)).isEmpty();
        }
    }

    @Test
    void aStartWithALargeLogReplaysIt() throws IOException {
        var system = TestSystem.of(RecoveryIT.class);
        try (var journal = new LoadJournal(system.folder.resolve("load.jsonl"));
                var load = new LoadGenerator(system.clients(), journal, 12)) {
            system.start();
            var log = system.server.dataDirectory().resolve("server").resolve("coincide.log");
            load.placeAtOnce(ORDERS_EACH);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> Files.exists(log) && Files.size(log) >= LARGE_LOG);
            system.server.kill();
            long size = Files.size(log);
            long start = System.nanoTime();
            system.server.launch();
            system.server.awaitReady();

            LOG.info(
                    "RECOVERY: with a log of {} KB ready after {} ms.",
                    size >> 10,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            assertThat(size).isLessThan(LARGEST_LOG);
            load.finish();
            var snapshot =
                    new SnapshotCollector(system, journal).await(PATIENCE).stopAndCollect();
            assertThat(ConsistencyChecker.violations(snapshot)).isEmpty();
        } finally {
            system.close();
        }
    }

    /** Places an order and waits until it is a closed trade. */
    private static void place(TestSystem system, LoadJournal journal) {
        var order = OrderKind.ORDINARY.order();
        var reference = order.get("orderReference").asText();
        journal.request("acme", reference, order.toString());
        await("an order runs from end to end")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    var reply = system.acme.place(order.toString());
                    journal.reply("acme", reference, reply.statusCode(), reply.body());
                    return system.acme
                            .trade(system.acme
                                    .order(reference)
                                    .path("tradingId")
                                    .asText("none"))
                            .path("closed")
                            .asBoolean();
                });
    }

    /** A session with the settings of the server's sessions. */
    private static Connection sessionOfTheServer(ProductionSystem production) throws SQLException {
        var settings = new YamlPropertiesFactoryBean();
        settings.setResources(new FileSystemResource("../engine-app/src/main/resources/application.yaml"));
        var options = settings.getObject().getProperty("spring.datasource.hikari.data-source-properties.options");
        var properties = new Properties();
        properties.putAll(Map.of("user", "postgres", "options", options));
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:"
                        + production
                                .proxy(ProductionSystem.Connection.SERVER_DATABASE)
                                .port()
                        + "/server",
                properties);
    }

    /** Overwrites a part of each journal file that is long enough; returns the number of files. */
    private static int damage(Path store) throws IOException {
        int damaged = 0;
        try (Stream<Path> files = Files.walk(store)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                try (FileChannel journal = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    journal.write(ByteBuffer.allocate(2 * DAMAGED_AT), DAMAGED_AT);
                    damaged++;
                }
            }
        }
        return damaged;
    }
}

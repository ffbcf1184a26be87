package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.coincide.client.journey.ProductionSystem.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outages of server, client, databases and broker under load, in a production-like set-up: PostgreSQL on both sides and an
 * external broker. {@code -Doutage.seconds=60} sets the duration of each outage, and breaks each connection separately as well.
 */
class OutageIT {

    private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 4));
    private static final Duration PACE = Duration.ofMillis(500);
    /** Longer than the path may need, for a busy machine. */
    private static final Duration HEAL = Duration.ofSeconds(Integer.getInteger("outage.heal", 120));
    /** Bytes of a connection, after which a frame of broker or database is not complete. */
    private static final long IN_A_FRAME = 1_000;

    private static final String PAYMENT =
            "{\"transactionId\": \"OUTAGE-1\", \"reference\": \"OUTAGE-1\", \"amount\": \"1.00\", \"currency\": \"EUR\"}";

    private static ProductionSystem production;
    private static TestSystem system;
    private static LoadJournal journal;

    @BeforeAll
    static void start() {
        production = ProductionSystem.start(OutageIT.class);
        system = production.system();
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
    }

    @AfterAll
    static void end() {
        production.close();
        journal.close();
    }

    @Test
    void aStoppedClientLosesNoMessage() {
        during("the client is stopped", system.acme::stop, () -> {
            system.acme.launch();
            system.acme.awaitReady();
        });
    }

    @Test
    void anUnreachableClientDatabaseLosesNoMessage() {
        during(
                "the client's database is unreachable",
                production.proxy(Connection.CLIENT_DATABASE)::refuse,
                production.proxy(Connection.CLIENT_DATABASE)::admit);
    }

    @Test
    void aStoppedBrokerLosesNoMessage() {
        during("the broker is stopped", production.broker()::stop, production.broker()::start);
    }

    @Test
    void anUnreachableServerDatabaseLosesNoMessage() {
        during(
                "the server's database is unreachable",
                production.proxy(Connection.SERVER_DATABASE)::refuse,
                production.proxy(Connection.SERVER_DATABASE)::admit);
    }

    @Test
    void anUnreachableServerDatabaseIsLoggedInOneLine() {
        during(
                "the server's database is unreachable, and the log is read",
                production.proxy(Connection.SERVER_DATABASE)::refuse,
                production.proxy(Connection.SERVER_DATABASE)::admit);

        assertThat(system.server.log())
                .content()
                .containsPattern(" failed because of the database, and is repeated\\. .* Cause: ")
                .doesNotContain(
                        "Unexpected error occurred in scheduled task",
                        "health check failed",
                        "Exception during job acquisition",
                        "overridden by rollback exception",
                        "marked as broken",
                        "\tat org.postgresql.");
    }

    @Test
    void anUnreachableClientDatabaseIsLoggedInOneLine() {
        during(
                "the client's database is unreachable, and its log is read",
                production.proxy(Connection.CLIENT_DATABASE)::refuse,
                production.proxy(Connection.CLIENT_DATABASE)::admit);

        assertThat(system.acme.log())
                .content()
                .containsPattern(" failed because of the database, and is repeated\\. .* Cause: ")
                .doesNotContain(
                        "Unexpected error occurred in scheduled task",
                        "overridden by rollback exception",
                        "marked as broken",
                        "\tat org.postgresql.");
    }

    @Test
    void aReportIsRefusedWithoutTheServersDatabase() throws IOException {
        var database = production.proxy(Connection.SERVER_DATABASE);
        var health = new HealthLog(system);
        database.refuse();
        assertThat(system.server.postAsBank(PAYMENT).statusCode()).isEqualTo(503);
        await().atMost(OUTAGE.plusSeconds(60)).untilAsserted(() -> {
            assertThat(health.sample()).isTrue();
            assertThat(health.toString()).containsPattern("server DOWN\\[[^]]*\\bdb\\b[^]]*\\brelay\\b");
        });
        database.admit();
        LOG.info(
                "OUTAGE: whole again after {} ms. Health: {}",
                awaitWhole(health).toMillis(),
                health);
    }

    @Test
    void aServerStopsWithoutItsDatabase() {
        TcpProxy database = production.proxy(Connection.SERVER_DATABASE);
        during("the server's database is unreachable at a stop", database::refuse, () -> {
            stop(system.server::stop, system.server.log(), "The server stops without it.");
            database.admit();
            system.server.launch();
            system.server.awaitReady();
        });
    }

    @Test
    void aClientStopsWhileItsDatabaseIsSilent() {
        TcpProxy database = production.proxy(Connection.CLIENT_DATABASE);
        during("the client's database is silent at a stop", database::drop, () -> {
            stop(system.acme::stop, system.acme.log(), "The client stops without it.");
            database.admit();
            system.acme.launch();
            system.acme.awaitReady();
        });
    }

    private static void stop(Runnable stop, Path log, String line) {
        long start = System.nanoTime();
        stop.run();
        LOG.info(
                "STOP: {} It ended {} ms after SIGTERM.",
                line,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        assertThat(log).content().containsOnlyOnce(line);
        // The client reports each request that its users make meanwhile as an error, in one line.
        assertThat(after(line, log)).doesNotContain("\tat ", "ENGINE-18001");
    }

    private static String after(String line, Path log) {
        try {
            String text = Files.readString(log);
            return text.substring(text.indexOf(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPausedServerLosesNoMessage() {
        during("the server is paused", system.server::pause, system.server::resume);
    }

    /** As after a firewall has lost all connections: nothing is closed, and nothing arrives. */
    @Test
    void silentlyLostConnectionsAreReplaced() {
        after("all connections are half-open", () -> production.proxies().forEach(TcpProxy::silence));
    }

    @Test
    void connectionsCutInAFrameAreReplaced() {
        after(
                "all connections are cut in a frame",
                () -> production.proxies().forEach(proxy -> proxy.cutAfter(IN_A_FRAME)));
    }

    @ParameterizedTest
    @EnumSource(Connection.class)
    @EnabledIfSystemProperty(named = "outage.seconds", matches = "[0-9]+")
    void eachConnectionIsReplaced(Connection connection) {
        TcpProxy proxy = production.proxy(connection);
        after(connection + " is half-open", proxy::silence);
        after(connection + " is silent in a frame", () -> proxy.silenceAfter(IN_A_FRAME));
        after(connection + " is cut in a frame", () -> proxy.cutAfter(IN_A_FRAME));
    }

    /** Causes an outage under load; afterwards an order must run from end to end, and the system must be consistent. */
    private static void during(String what, Runnable begin, Runnable end) {
        try (var load = new LoadGenerator(system.clients(), journal, 7).placeEvery(PACE)) {
            await().until(() -> load.accepted() >= 4);
            var health = new HealthLog(system);
            begin.run();
            int before = load.accepted();
            int meanwhile;
            try {
                await("an order is accepted while " + what)
                        .atMost(OUTAGE.multipliedBy(2).plusSeconds(60))
                        .during(OUTAGE)
                        .until(() -> health.sample() && load.accepted() > before);
                meanwhile = load.accepted() - before;
            } finally {
                end.run();
            }
            Duration healed = awaitWhole(health);
            settle(load);
            LOG.info(
                    "OUTAGE: {} for {}: {} orders accepted meanwhile, whole again after {} ms. Health: {}",
                    what,
                    OUTAGE,
                    meanwhile,
                    healed.toMillis(),
                    health);
        }
    }

    /** Causes a fault that nobody ends. */
    private static void after(String what, Runnable fault) {
        try (var load = new LoadGenerator(system.clients(), journal, 7).placeEvery(PACE)) {
            await().until(() -> load.accepted() >= 4);
            var health = new HealthLog(system);
            fault.run();
            Duration healed = awaitWhole(health);
            settle(load);
            LOG.info("OUTAGE: {}: whole again after {} ms. Health: {}", what, healed.toMillis(), health);
        }
    }

    /** Waits until an order that is placed now is a closed trade. */
    private static Duration awaitWhole(HealthLog health) {
        long start = System.nanoTime();
        var probe = OrderKind.ORDINARY.order();
        var reference = probe.get("orderReference").asText();
        journal.request("acme", reference, probe.toString());
        await("an order runs from end to end")
                .atMost(HEAL)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    health.sample();
                    var reply = system.acme.place(probe.toString());
                    journal.reply("acme", reference, reply.statusCode(), reply.body());
                    return system.acme
                            .trade(system.acme
                                    .order(reference)
                                    .path("tradingId")
                                    .asText("none"))
                            .path("closed")
                            .asBoolean();
                });
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void settle(LoadGenerator load) {
        load.finish();
        var patience = Duration.ofSeconds(120).plus(OUTAGE.multipliedBy(2));
        // A statement that is due meanwhile is unsent for a moment.
        await().atMost(patience.multipliedBy(2)).untilAsserted(() -> assertThat(ConsistencyChecker.violations(
                        production.snapshot(new SnapshotCollector(system, journal).await(patience))))
                .isEmpty());
    }
}

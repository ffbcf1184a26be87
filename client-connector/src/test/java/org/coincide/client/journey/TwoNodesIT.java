package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Two nodes of the server on one PostgreSQL database with an external broker. {@code -Dnodes.kills=20} kills more often,
 * {@code -Dnodes.seed=…} repeats the orders of a run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final Logger LOG = LoggerFactory.getLogger(TwoNodesIT.class);
    private static final int KILLS = Integer.getInteger("nodes.kills", 2);
    private static final long SEED = Long.getLong("nodes.seed", System.nanoTime());
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MAX_ORDERS_BETWEEN = 12;

    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration JOB_LOCK = Duration.ofSeconds(10);
    /** Delay by other processes on the same cores. */
    private static final Duration BUSY_MACHINE = Duration.ofSeconds(15);

    private static final String KEY = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"%s\"}";
    private static final String CLIENT = "initech";
    private static final Path ORDER_MODEL = Path.of("..", "processes", "models", "order.bpmn");
    private static final Path MODELS = Path.of(
            "target",
            "journey",
            "models-of-two-nodes-" + ProcessHandle.current().pid());

    private static ProductionSystem production;
    private static TestSystem system;
    private static PackagedServer first;
    private static PackagedServer second;
    private static LoadJournal journal;
    private static ConnectorUser user;
    private static String secret;

    @BeforeAll
    static void start() throws IOException {
        FileSystemUtils.deleteRecursively(MODELS);
        Map<String, String> settings = new HashMap<>(Map.of(
                "coincide.relay.lease", LEASE.toMillis() + "ms",
                "camunda.bpm.job-execution.lock-time-in-millis", String.valueOf(JOB_LOCK.toMillis()),
                "coincide.client-data.idle-refresh", "1s",
                "coincide.processes.settle", "100ms",
                "coincide.signatures.poll", "1s",
                "coincide.polling.longest-pause", "2s"));
        settings.put("coincide.processes.location", MODELS.toAbsolutePath().toString());
        settings.put("coincide.signatures.key", KEY.formatted("server00".repeat(5) + "ser"));
        settings.put("coincide.signatures.next-key", KEY.formatted("server01".repeat(5) + "ser"));
        // So the first node deploys a changed model.
        production =
                ProductionSystem.startTwoNodes(TwoNodesIT.class, settings, Map.of("coincide.processes.poll", "1h"));
        system = production.system();
        secret = null;
        first = system.server;
        second = production.second();
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        user = new ConnectorUser(system.acme, journal);
    }

    @AfterAll
    static void end() {
        production.close();
        journal.close();
    }

    @Test
    @Order(1)
    void killedNodesLoseDuplicateAndDelayNothing() throws IOException {
        LOG.info("Killing two nodes {} times, seed {}.", KILLS, SEED);
        var random = new Random(SEED);
        try (var load = new LoadGenerator(system.clients(), journal, SEED).placeEvery(PACE)) {
            for (int cycle = 0; cycle < KILLS; cycle++) {
                awaitOrders(load, 1 + random.nextInt(MAX_ORDERS_BETWEEN));
                var killed = cycle % 2 == 0 ? first : second;
                var survivor = cycle % 2 == 0 ? second : first;
                killed.kill();
                long start = System.nanoTime();
                assertThat(killed.health()).isEqualTo("no answer");
                awaitTradeAlone(survivor);
                LOG.info(
                        "NODES: kill {} of {}: an order that was placed then is closed after {} ms.",
                        cycle + 1,
                        cycle % 2 == 0 ? "the first node" : "the second node",
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
                killed.launch();
                killed.awaitReady();
            }
            awaitOrders(load, MAX_ORDERS_BETWEEN);
            load.finish();
        }
        var snapshot =
                production.snapshot(new SnapshotCollector(system, journal).await(Duration.ofSeconds(90 + 10L * KILLS)));
        snapshot.write(Path.of("target", "journey", "TwoNodesIT.json"));
        var delays = production.delays();
        LOG.info(
                "NODES: {} kills, {} orders accepted, {} messages, lease taken {} times; {}; seed {}.",
                KILLS,
                snapshot.placed().size(),
                snapshot.server().journal().size(),
                fence(),
                delays,
                SEED);
        assertThat(ConsistencyChecker.violations(snapshot)).as("seed %d", SEED).isEmpty();
        assertThat(fence()).as("the lease was taken over").isGreaterThan(1);
        assertThat(delays.longestDelay())
                .as("longest delay from the journal to the ledger, seed %d", SEED)
                .isLessThan(LEASE.plus(JOB_LOCK).plus(BUSY_MACHINE));
    }

    /** The survivor is healthy all the while, and takes jobs and relay over. */
    private static void awaitTradeAlone(PackagedServer survivor) throws IOException {
        var probe = OrderKind.ORDINARY.order();
        var tradingId = user.place(probe);
        Set<String> health = new TreeSet<>();
        await("an order runs from end to end at " + survivor.address())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    // Without a limit of its own: a busy machine answers late.
                    health.add(statusOf(survivor));
                    return system.acme.trade(tradingId).path("closed").asBoolean();
                });
        assertThat(health).as("health of the surviving node").containsOnly("UP");
    }

    private static String statusOf(PackagedServer server) {
        try {
            return ConnectorApi.json(server.health("")).path("status").asText();
        } catch (UncheckedIOException silent) {
            return "no answer";
        }
    }

    @Test
    @Order(2)
    void aClientCreatedAtOneNodeOrdersAtTheOther() throws IOException {
        haveClient();
        var tradingId = orderAt(second);

        awaitClosedAt(first, tradingId);
    }

    private static void haveClient() throws IOException {
        if (secret == null) {
            var created = first.postAsOperator(
                    "/api/operations/clients", "{\"id\":\"" + CLIENT + "\",\"orderLimit\":\"10000\"}");
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            secret = ConnectorApi.json(created).get("secret").asText();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tradesAt(second).statusCode()).isEqualTo(200));
    }

    @Test
    @Order(3)
    void aModelDeployedByOneNodeIsUsedByTheOther() throws IOException {
        haveClient();
        var held = user.placeHeld(OrderKind.AMENDED.order());
        Files.createDirectories(MODELS);
        var changed = MODELS.resolve("order.bpmn.new");
        Files.writeString(
                changed,
                Files.readString(ORDER_MODEL)
                        .replaceFirst("camunda:versionTag=\"[^\"]*\"", "camunda:versionTag=\"of-two-nodes\""));
        Files.move(changed, MODELS.resolve("order.bpmn"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ConnectorApi.json(first.getAsOperator("/api/operations/processes"))
                                .path("running")
                                .findValuesAsText("tag"))
                        .contains("of-two-nodes"));

        var tradingId = orderAt(second);
        awaitClosedAt(first, tradingId);
        assertThat(tradeAt(first, tradingId).path("history").findValuesAsText("versionTag"))
                .contains("of-two-nodes");

        var migrated = first.postAsOperator("/api/operations/processes/order/migrations", "{\"dryRun\":false}");
        assertThat(migrated.statusCode()).as(migrated.body()).isEqualTo(200);
        assertThat(ConnectorApi.json(migrated).findValuesAsText("tradingId")).contains(held);
        new UserTaskClient(second)
                .complete(
                        held,
                        "Task_ReviewHeldOrder",
                        "{\"reviewOutcome\":{\"value\":\"RELEASE\",\"type\":\"String\"}}");
        user.awaitStatuses(held, "COMPLETED/DELIVERED/PAID");
        assertThat(system.acme.warnings(held)).isEmpty();
    }

    @Test
    @Order(4)
    void bothNodesSignWithTheNextKey() throws IOException {
        var announced = first.postAsOperator("/api/operations/signing-keys", "{}");
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(202);
        var signed = "Messages to clients are now signed with the key "
                + ConnectorApi.json(announced).get("kid").asText();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(first.output()).contains(signed);
            assertThat(second.output()).contains(signed);
        });
        user.complete(OrderKind.ORDINARY);
        assertThat(system.acme.all("/api/warnings")).isEmpty();
    }

    /** Sessions are in the memory of one node; a name with a password is valid at each. */
    @Test
    @Order(4)
    void aSessionIsValidAtItsNodeOnly() throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var login = browser.send(
                HttpRequest.newBuilder(URI.create(first.address() + "/api/operations/session"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\":\"" + first.accounts().operatorName() + "\",\"password\":\""
                                        + first.accounts().operatorPassword() + "\"}"))
                        .build(),
                BodyHandlers.discarding());
        assertThat(login.statusCode()).isEqualTo(204);

        assertThat(statusOf(browser, first)).isEqualTo(200);
        assertThat(statusOf(browser, second)).isEqualTo(401);
        assertThat(second.getAsOperator("/api/operations/processes").statusCode())
                .isEqualTo(200);
    }

    private static int statusOf(HttpClient browser, PackagedServer node) throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(node.address() + "/api/operations/processes"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static String authorization() {
        return HttpEndpoint.basic(CLIENT, secret);
    }

    private static HttpResponse<String> tradesAt(PackagedServer node) {
        return node.get("/api/trades", Map.of("Authorization", authorization()));
    }

    private static String orderAt(PackagedServer node) throws IOException {
        var answer = node.post(
                "/api/orders",
                OrderKind.ORDINARY.order().toString(),
                "Authorization",
                authorization(),
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 202);
        return ConnectorApi.json(answer).findValue("tradingId").asText();
    }

    private static JsonNode tradeAt(PackagedServer node, String tradingId) {
        return ConnectorApi.json(node.get("/api/trades/" + tradingId, Map.of("Authorization", authorization())));
    }

    private static void awaitClosedAt(PackagedServer node, String tradingId) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        tradeAt(node, tradingId).path("closed").asBoolean())
                .isTrue());
    }

    private static long fence() {
        try (var server = production.database("server")) {
            return server.jdbc()
                    .sql("SELECT fence FROM relay_lease")
                    .query(Long.class)
                    .single();
        }
    }

    private static void awaitOrders(LoadGenerator load, int more) {
        long before = load.accepted();
        await("orders are accepted")
                .atMost(JavaProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> load.accepted() >= before + more);
    }
}

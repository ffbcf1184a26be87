package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.util.FileSystemUtils;

/** A client whose database is empty, or older than the server's messages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The server of an idle client states something with each heartbeat only, so the heartbeat is short here. */
    private static TestSystem system;

    private static LoadJournal journal;
    private static ConnectorUser user;
    private static UserTaskClient userTasks;

    /** The rows of the ledger before it was lost, by table. */
    private static Map<String, List<String>> before;

    @BeforeAll
    static void start() {
        system = TestSystem.of(
                RebuildIT.class,
                Map.of("coincide.statements.pace", "1s", "coincide.statements.heartbeat", "5s"),
                Map.of());
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        user = new ConnectorUser(system.acme, journal);
        userTasks = new UserTaskClient(system.server);
        system.startWith(system.acme);
    }

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    @Order(1)
    void anEmptyDatabaseIsRebuiltRowByRow() throws IOException {
        user.complete(OrderKind.ORDINARY);
        user.complete(OrderKind.DECLINED);
        user.complete(OrderKind.INVOICE);
        amendHeldOrder();
        returnGoods();
        system.acme.stop();
        before = rows();

        assertThat(FileSystemUtils.deleteRecursively(folder())).isTrue();
        startAndAwait(before.get("trade").size());

        await().atMost(PATIENCE).until(() -> rebuild().equals("DONE"));
        assertThat(system.acme.all("/api/warnings")).isEmpty();
        assertThat(system.acme.all("/api/orders"))
                .allMatch(order -> order.path("adopted").asText().equals("SERVER"));
        system.acme.stop();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void anOlderDatabaseCatchesUpWithOrdersThatItHasNotStored() throws IOException {
        system.acme.stop();
        Path copy = system.folder.resolve("copy");
        FileSystemUtils.copyRecursively(folder(), copy);
        system.acme.launch();
        system.acme.awaitReady();
        user.complete(OrderKind.ORDINARY);
        amendHeldOrder();
        system.acme.stop();
        before = rows();

        assertThat(FileSystemUtils.deleteRecursively(folder())).isTrue();
        FileSystemUtils.copyRecursively(copy, folder());
        system.acme.launch();
        system.acme.awaitReady();
        assertThat(system.acme.post("/api/rebuild", "").statusCode()).isEqualTo(202);
        awaitTrades(before.get("trade").size());

        await().atMost(PATIENCE).until(() -> rebuild().equals("DONE"));
        system.acme.stop();
        assertThat(rows()).isEqualTo(before);
    }

    private static void amendHeldOrder() throws IOException {
        var order = OrderKind.AMENDED.order();
        var tradingId = user.placeHeld(order);
        ((ObjectNode) order.get("shipTo")).put("country", "GB");
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        user.request(tradingId, "amendment", "{\"order\":" + order + "}");
        user.awaitStatuses(tradingId, OrderKind.AMENDED.finalStatuses());
    }

    private static void returnGoods() throws IOException {
        var tradingId = user.place(OrderKind.RETURNED.order());
        user.awaitStatuses(tradingId, "COMPLETED/DELIVERED/PAID");
        user.request(
                tradingId,
                "return",
                "{\"returnNumber\": \"RET-1\", \"reason\": {\"code\": \"DAMAGED\"}, \"lines\": [{\"number\": 1, \"quantity\": 3}]}");
        userTasks.complete(tradingId, "Task_DecideReturn", "{\"returnAccepted\":{\"value\":true}}");
        userTasks.complete(
                tradingId,
                "Task_ReceiveGoods",
                "{\"receivedPieces\":{\"value\":3,\"type\":\"Long\"},\"receivedCondition\":{\"value\":\"DAMAGED\"}}");
        user.awaitStatuses(tradingId, OrderKind.RETURNED.finalStatuses());
    }

    private static void startAndAwait(int trades) {
        system.acme.launch();
        system.acme.awaitReady();
        awaitTrades(trades);
    }

    private static void awaitTrades(int trades) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.acme.all("/api/trades")).hasSize(trades));
    }

    private static String rebuild() {
        return system.acme.json("/api/rebuild").get("state").asText();
    }

    private static Path folder() {
        return system.server.dataDirectory().resolve("client-acme");
    }

    /** The ledger's rows without the times of their recording and the keys of this database. */
    private static Map<String, List<String>> rows() {
        try (var database = DatabaseReader.ofClient(system.server.dataDirectory(), "acme")) {
            Map<String, List<String>> rows = new TreeMap<>();
            Stream.of("trade", "trade_line", "history_entry")
                    .forEach(table -> rows.put(
                            table,
                            database.jdbc().sql("SELECT * FROM " + table).query().listOfRows().stream()
                                    .map(RebuildIT::withoutKeys)
                                    .sorted()
                                    .toList()));
            rows.put(
                    "bodies",
                    database.jdbc().sql("SELECT body FROM history").query(String.class).list().stream()
                            .sorted()
                            .toList());
            return rows;
        }
    }

    private static String withoutKeys(Map<String, Object> row) {
        Map<String, Object> kept = new TreeMap<>(row);
        kept.keySet()
                .removeIf(column -> column.equalsIgnoreCase("recorded_at")
                        || column.equalsIgnoreCase("body_id")
                        || column.equalsIgnoreCase("entry_number"));
        return kept.toString();
    }
}

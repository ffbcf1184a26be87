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
    private static final TestSystem SYSTEM = TestSystem.of(
            RebuildIT.class, Map.of("coincide.statements.pace", "1s", "coincide.statements.heartbeat", "5s"), Map.of());

    private static final LoadJournal JOURNAL = new LoadJournal(SYSTEM.folder.resolve("load.jsonl"));
    private static final ConnectorUser USER = new ConnectorUser(SYSTEM.acme, JOURNAL);
    private static final UserTaskClient USER_TASKS = new UserTaskClient(SYSTEM.server);

    /** The rows of the ledger before it was lost, by table. */
    private static Map<String, List<String>> before;

    @BeforeAll
    static void start() {
        SYSTEM.startWith(SYSTEM.acme);
    }

    @AfterAll
    static void end() {
        SYSTEM.close();
        JOURNAL.close();
    }

    @Test
    @Order(1)
    void anEmptyDatabaseIsRebuiltRowByRow() throws IOException {
        USER.complete(OrderKind.ORDINARY);
        USER.complete(OrderKind.DECLINED);
        USER.complete(OrderKind.INVOICE);
        amendHeldOrder();
        returnGoods();
        SYSTEM.acme.stop();
        before = rows();

        assertThat(FileSystemUtils.deleteRecursively(folder())).isTrue();
        startAndAwait(before.get("trade").size());

        await().atMost(PATIENCE).until(() -> rebuild().equals("DONE"));
        assertThat(SYSTEM.acme.all("/api/warnings")).isEmpty();
        assertThat(SYSTEM.acme.all("/api/orders"))
                .allMatch(order -> order.path("adopted").asText().equals("SERVER"));
        SYSTEM.acme.stop();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void anOlderDatabaseCatchesUpWithOrdersThatItHasNotStored() throws IOException {
        SYSTEM.acme.stop();
        Path copy = SYSTEM.folder.resolve("copy");
        FileSystemUtils.copyRecursively(folder(), copy);
        SYSTEM.acme.launch();
        SYSTEM.acme.awaitReady();
        USER.complete(OrderKind.ORDINARY);
        amendHeldOrder();
        SYSTEM.acme.stop();
        before = rows();

        assertThat(FileSystemUtils.deleteRecursively(folder())).isTrue();
        FileSystemUtils.copyRecursively(copy, folder());
        SYSTEM.acme.launch();
        SYSTEM.acme.awaitReady();
        assertThat(SYSTEM.acme.post("/api/rebuild", "").statusCode()).isEqualTo(202);
        awaitTrades(before.get("trade").size());

        await().atMost(PATIENCE).until(() -> rebuild().equals("DONE"));
        SYSTEM.acme.stop();
        assertThat(rows()).isEqualTo(before);
    }

    private static void amendHeldOrder() throws IOException {
        var order = OrderKind.AMENDED.order();
        var tradingId = USER.placeHeld(order);
        ((ObjectNode) order.get("shipTo")).put("country", "GB");
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        USER.request(tradingId, "amendment", "{\"order\":" + order + "}");
        USER.awaitStatuses(tradingId, OrderKind.AMENDED.finalStatuses());
    }

    private static void returnGoods() throws IOException {
        var tradingId = USER.place(OrderKind.RETURNED.order());
        USER.awaitStatuses(tradingId, "COMPLETED/DELIVERED/PAID");
        USER.request(
                tradingId,
                "return",
                "{\"returnNumber\": \"RET-1\", \"reason\": {\"code\": \"DAMAGED\"}, \"lines\": [{\"number\": 1, \"quantity\": 3}]}");
        USER_TASKS.complete(tradingId, "Task_DecideReturn", "{\"returnAccepted\":{\"value\":true}}");
        USER_TASKS.complete(
                tradingId,
                "Task_ReceiveGoods",
                "{\"receivedPieces\":{\"value\":3,\"type\":\"Long\"},\"receivedCondition\":{\"value\":\"DAMAGED\"}}");
        USER.awaitStatuses(tradingId, OrderKind.RETURNED.finalStatuses());
    }

    private static void startAndAwait(int trades) {
        SYSTEM.acme.launch();
        SYSTEM.acme.awaitReady();
        awaitTrades(trades);
    }

    private static void awaitTrades(int trades) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SYSTEM.acme.all("/api/trades")).hasSize(trades));
    }

    private static String rebuild() {
        return SYSTEM.acme.json("/api/rebuild").get("state").asText();
    }

    private static Path folder() {
        return SYSTEM.server.dataDirectory().resolve("client-acme");
    }

    /** The ledger's rows without the times of their recording and the keys of this database. */
    private static Map<String, List<String>> rows() {
        try (var database = DatabaseReader.ofClient(SYSTEM.server.dataDirectory(), "acme")) {
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

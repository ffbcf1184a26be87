package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.coincide.client.support.ConnectorApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The example of docs/editing-processes.md from step 9 on: its models are saved on a running server with a manual warehouse,
 * while two orders wait to be packed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EditingGuideIT {

    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "quality-check");
    private static final String MODELS = "models";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final TestSystem SYSTEM = TestSystem.of(
            EditingGuideIT.class,
            Map.of("coincide.processes.location", MODELS, "coincide.delivery.warehouse", "MANUAL"),
            Map.of());
    private static final LoadJournal JOURNAL = new LoadJournal(SYSTEM.folder.resolve("load.jsonl"));
    private static final ConnectorUser USER = new ConnectorUser(SYSTEM.acme, JOURNAL);
    private static final UserTaskClient USER_TASKS = new UserTaskClient(SYSTEM.server);

    private static String running;
    private static String migrated;

    @BeforeAll
    static void save() throws IOException {
        SYSTEM.startWith(SYSTEM.acme);
        running = waitingToBePacked();
        migrated = waitingToBePacked();
        var models = Files.createDirectories(SYSTEM.folder.resolve(MODELS));
        for (var file : List.of("dispatch.bpmn", "check-quality.html")) {
            Files.copy(EXAMPLE.resolve(file), models.resolve(file));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(tagOf("dispatch"))
                .as(processes().path("refused").toString())
                .endsWith("-quality"));
    }

    @AfterAll
    static void end() {
        SYSTEM.close();
        JOURNAL.close();
    }

    @Test
    @Order(1)
    void aNewOrderIsCheckedAndCancelledForTheNewReason() throws IOException {
        var tradingId = waitingToBePacked();
        USER_TASKS.complete(tradingId, "Task_PickAndPack", "{}");
        USER_TASKS.complete(tradingId, "Task_CheckQuality", "{\"qualityGood\":{\"value\":false}}");

        USER.awaitStatuses(tradingId, "CANCELLED/CANCELLED/VOIDED");
        assertThat(reasons(tradingId)).contains("X_QUALITY_NOT_MET");
        assertClosedAndIntact(tradingId);
    }

    @Test
    @Order(2)
    void aRunningOrderContinuesWithoutTheCheck() throws IOException {
        USER_TASKS.complete(running, "Task_PickAndPack", "{}");
        USER_TASKS.complete(running, "Task_HandOverParcel", "{}");

        USER.awaitStatuses(running, "COMPLETED/DELIVERED/PAID");
        assertClosedAndIntact(running);
    }

    @Test
    @Order(3)
    void aMigratedOrderIsChecked() throws IOException {
        assertThat(migrate(true))
                .singleElement()
                .satisfies(order -> assertThat(order.path("tradingId").asText()).isEqualTo(migrated))
                .satisfies(order -> assertThat(order.at("/waitsAt/0").asText()).isEqualTo("Task_PickAndPack"))
                .satisfies(order -> assertThat(order.path("moved").asBoolean()).isFalse());
        assertThat(migrate(false))
                .singleElement()
                .satisfies(order -> assertThat(order.path("moved").asBoolean()).isTrue());

        USER_TASKS.complete(migrated, "Task_PickAndPack", "{}");
        USER_TASKS.complete(migrated, "Task_CheckQuality", "{\"qualityGood\":{\"value\":true}}");
        USER_TASKS.complete(migrated, "Task_HandOverParcel", "{}");
        USER.awaitStatuses(migrated, "COMPLETED/DELIVERED/PAID");
        assertClosedAndIntact(migrated);
    }

    private static String waitingToBePacked() throws IOException {
        var tradingId = USER.place(OrderKind.ORDINARY.order());
        USER.awaitStatuses(tradingId, "IN_PROGRESS/PREPARING/AUTHORIZED");
        return tradingId;
    }

    private static List<String> reasons(String tradingId) {
        return SYSTEM.acme.trade(tradingId).get("history").findValuesAsText("code");
    }

    private static void assertClosedAndIntact(String tradingId) {
        var trade = SYSTEM.acme.trade(tradingId);
        assertThat(trade.get("closed").asBoolean()).isTrue();
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(SYSTEM.acme.warnings(tradingId)).isEmpty();
    }

    private static JsonNode migrate(boolean dryRun) throws IOException {
        var answer = SYSTEM.server.postAsOperator(
                "/api/operations/processes/dispatch/migrations", "{\"dryRun\":" + dryRun + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ConnectorApi.json(answer).get("instances");
    }

    private static String tagOf(String process) {
        return StreamSupport.stream(processes().path("running").spliterator(), false)
                .filter(model -> model.path("key").asText().equals(process))
                .map(model -> model.path("tag").asText())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode processes() {
        return ConnectorApi.json(SYSTEM.server.getAsOperator("/api/operations/processes"));
    }
}

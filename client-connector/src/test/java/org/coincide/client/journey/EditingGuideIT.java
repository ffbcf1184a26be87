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

    private static TestSystem system;
    private static LoadJournal journal;
    private static ConnectorUser user;
    private static UserTaskClient userTasks;

    private static String running;
    private static String migrated;

    @BeforeAll
    static void save() throws IOException {
        system = TestSystem.of(
                EditingGuideIT.class,
                Map.of("coincide.processes.location", MODELS, "coincide.delivery.warehouse", "MANUAL"),
                Map.of());
        journal = new LoadJournal(system.folder.resolve("load.jsonl"));
        user = new ConnectorUser(system.acme, journal);
        userTasks = new UserTaskClient(system.server);
        system.startWith(system.acme);
        running = waitingToBePacked();
        migrated = waitingToBePacked();
        var models = Files.createDirectories(system.folder.resolve(MODELS));
        for (var file : List.of("dispatch.bpmn", "check-quality.html")) {
            Files.copy(EXAMPLE.resolve(file), models.resolve(file));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(tagOf("dispatch"))
                .as(processes().path("refused").toString())
                .endsWith("-quality"));
    }

    @AfterAll
    static void end() {
        system.close();
        journal.close();
    }

    @Test
    @Order(1)
    void aNewOrderIsCheckedAndCancelledForTheNewReason() throws IOException {
        var tradingId = waitingToBePacked();
        userTasks.complete(tradingId, "Task_PickAndPack", "{}");
        userTasks.complete(tradingId, "Task_CheckQuality", "{\"qualityGood\":{\"value\":false}}");

        user.awaitStatuses(tradingId, "CANCELLED/CANCELLED/VOIDED");
        assertThat(reasons(tradingId)).contains("X_QUALITY_NOT_MET");
        assertClosedAndIntact(tradingId);
    }

    @Test
    @Order(2)
    void aRunningOrderContinuesWithoutTheCheck() throws IOException {
        userTasks.complete(running, "Task_PickAndPack", "{}");
        userTasks.complete(running, "Task_HandOverParcel", "{}");

        user.awaitStatuses(running, "COMPLETED/DELIVERED/PAID");
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

        userTasks.complete(migrated, "Task_PickAndPack", "{}");
        userTasks.complete(migrated, "Task_CheckQuality", "{\"qualityGood\":{\"value\":true}}");
        userTasks.complete(migrated, "Task_HandOverParcel", "{}");
        user.awaitStatuses(migrated, "COMPLETED/DELIVERED/PAID");
        assertClosedAndIntact(migrated);
    }

    private static String waitingToBePacked() throws IOException {
        var tradingId = user.place(OrderKind.ORDINARY.order());
        user.awaitStatuses(tradingId, "IN_PROGRESS/PREPARING/AUTHORIZED");
        return tradingId;
    }

    private static List<String> reasons(String tradingId) {
        return system.acme.trade(tradingId).get("history").findValuesAsText("code");
    }

    private static void assertClosedAndIntact(String tradingId) {
        var trade = system.acme.trade(tradingId);
        assertThat(trade.get("closed").asBoolean()).isTrue();
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(system.acme.warnings(tradingId)).isEmpty();
    }

    private static JsonNode migrate(boolean dryRun) throws IOException {
        var answer = system.server.postAsOperator(
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
        return ConnectorApi.json(system.server.getAsOperator("/api/operations/processes"));
    }
}

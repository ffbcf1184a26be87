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
 * The example of docs/editing-processes.md, from step 9 on: an editor saves it on a server that runs, with a warehouse of people,
 * while two orders wait there to be packed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EditingGuideIT {

    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "quality-check");
    private static final String MODELS = "models";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final TestSystem STAGE = TestSystem.of(
            EditingGuideIT.class,
            Map.of("coincide.processes.location", MODELS, "coincide.delivery.warehouse", "MANUAL"),
            Map.of());
    private static final LoadJournal JOURNAL = new LoadJournal(STAGE.folder.resolve("load.jsonl"));
    private static final ConnectorUser CUSTOMER = new ConnectorUser(STAGE.acme, JOURNAL);
    private static final UserTaskClient CLERK = new UserTaskClient(STAGE.server);

    private static String underWay;
    private static String toBeMoved;

    @BeforeAll
    static void save() throws IOException {
        STAGE.startWith(STAGE.acme);
        underWay = waitingToBePacked();
        toBeMoved = waitingToBePacked();
        var models = Files.createDirectories(STAGE.folder.resolve(MODELS));
        for (var file : List.of("dispatch.bpmn", "check-quality.html")) {
            Files.copy(EXAMPLE.resolve(file), models.resolve(file));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(tagOf("dispatch"))
                .as(processes().path("refused").toString())
                .endsWith("-quality"));
    }

    @AfterAll
    static void end() {
        STAGE.close();
        JOURNAL.close();
    }

    @Test
    @Order(1)
    void aNewOrderIsCheckedAndCancelledForTheNewReason() throws IOException {
        var tradingId = waitingToBePacked();
        CLERK.complete(tradingId, "Task_PickAndPack", "{}");
        CLERK.complete(tradingId, "Task_CheckQuality", "{\"qualityGood\":{\"value\":false}}");

        CUSTOMER.awaitStatuses(tradingId, "CANCELLED/CANCELLED/VOIDED");
        assertThat(reasons(tradingId)).contains("X_QUALITY_NOT_MET");
        assertBelieved(tradingId);
    }

    @Test
    @Order(2)
    void aRunningOrderContinuesWithoutTheCheck() throws IOException {
        CLERK.complete(underWay, "Task_PickAndPack", "{}");
        CLERK.complete(underWay, "Task_HandOverParcel", "{}");

        CUSTOMER.awaitStatuses(underWay, "COMPLETED/DELIVERED/PAID");
        assertBelieved(underWay);
    }

    @Test
    @Order(3)
    void aMigratedOrderIsChecked() throws IOException {
        assertThat(migrate(true))
                .singleElement()
                .satisfies(order -> assertThat(order.path("tradingId").asText()).isEqualTo(toBeMoved))
                .satisfies(order -> assertThat(order.at("/waitsAt/0").asText()).isEqualTo("Task_PickAndPack"))
                .satisfies(order -> assertThat(order.path("moved").asBoolean()).isFalse());
        assertThat(migrate(false))
                .singleElement()
                .satisfies(order -> assertThat(order.path("moved").asBoolean()).isTrue());

        CLERK.complete(toBeMoved, "Task_PickAndPack", "{}");
        CLERK.complete(toBeMoved, "Task_CheckQuality", "{\"qualityGood\":{\"value\":true}}");
        CLERK.complete(toBeMoved, "Task_HandOverParcel", "{}");
        CUSTOMER.awaitStatuses(toBeMoved, "COMPLETED/DELIVERED/PAID");
        assertBelieved(toBeMoved);
    }

    private static String waitingToBePacked() throws IOException {
        var tradingId = CUSTOMER.place(OrderKind.ORDINARY.order());
        CUSTOMER.awaitStatuses(tradingId, "IN_PROGRESS/PREPARING/AUTHORIZED");
        return tradingId;
    }

    private static List<String> reasons(String tradingId) {
        return STAGE.acme.trade(tradingId).get("history").findValuesAsText("code");
    }

    private static void assertBelieved(String tradingId) {
        var trade = STAGE.acme.trade(tradingId);
        assertThat(trade.get("closed").asBoolean()).isTrue();
        assertThat(trade.get("intact").asBoolean()).isTrue();
        assertThat(STAGE.acme.warnings(tradingId)).isEmpty();
    }

    private static JsonNode migrate(boolean dryRun) throws IOException {
        var answer = STAGE.server.postAsOperator(
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
        return ConnectorApi.json(STAGE.server.getAsOperator("/api/operations/processes"));
    }
}

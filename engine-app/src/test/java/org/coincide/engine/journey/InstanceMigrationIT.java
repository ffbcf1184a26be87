package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.TradeHistoryRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Migration of waiting instances to a newer version of their model. For the duration of a test, a small model
 * replaces {@code order}: a hold, a review, and in the newer version a confirmation before the end.
 */
@BothDatabases
class InstanceMigrationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Autowired
        private RepositoryService repository;

        @Autowired
        private HistoryService history;

        private final List<String> deployments = new ArrayList<>();
        private int first;

        @BeforeEach
        void deployTheFirstVersion() throws Exception {
            first = deploy(model("reviewed-order.bpmn"));
        }

        /** Orders that still run by a model of the test lose their process with it. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @AfterEach
        void withdraw() {
            deployments.forEach(this::removeProcesses);
            deployments.forEach(id -> repository.deleteDeployment(id, true));
        }

        @Test
        void aMigratedInstanceFinishesByTheNewVersion() throws Exception {
            ObjectNode order = waitingForReview();
            int second = deploy(model("reviewed-order-confirmed.bpmn"));

            JsonNode tried = migrate(ofTheFirst("\"dryRun\": true"));
            assertThat(tried.path("canMove").asInt()).isEqualTo(1);
            assertThat(tried.at("/instances/0/moved").asBoolean()).isFalse();
            assertThat(tried.at("/instances/0/waitsAt/0").asText()).isEqualTo("Task_ReviewOrder");
            assertThat(running(second)).isZero();

            JsonNode moved = migrate(ofTheFirst("\"dryRun\": false"));
            assertThat(moved.at("/instances/0/moved").asBoolean()).isTrue();
            assertThat(moved.at("/instances/0/tradingId").asText()).isEqualTo(tradingId(order));
            assertThat(moved.at("/to/tag").asText()).isEqualTo("trial-2");
            assertThat(running(second)).isEqualTo(1);

            complete("Task_ReviewOrder");
            complete("Task_ConfirmRejection");
            awaitStatuses(order, "REJECTED/NOT_STARTED/PENDING");
            List<JsonNode> messages = acme.ofOrder(reference(order));
            assertThat(TradeHistoryRules.objections(messages)).isEmpty();
            assertThat(versionOf(messages.get(1))).isEqualTo("order/" + first + "/trial-1");
            assertThat(versionOf(messages.get(messages.size() - 1))).isEqualTo("order/" + second + "/trial-2");
        }

        @Test
        void unmigratedInstancesFinishByTheirOwnVersion() throws Exception {
            ObjectNode old = waitingForReview();
            deploy(model("reviewed-order-confirmed.bpmn"));
            complete("Task_ReviewOrder");
            awaitStatuses(old, "REJECTED/NOT_STARTED/PENDING");

            ObjectNode next = waitingForReview();
            complete("Task_ReviewOrder");
            complete("Task_ConfirmRejection");
            awaitStatuses(next, "REJECTED/NOT_STARTED/PENDING");
        }

        @Test
        void theOperationLogNamesTheOperatorOfAMigration() throws Exception {
            waitingForReview();
            deploy(model("reviewed-order-confirmed.bpmn"));
            JsonNode migration = migrate(ofTheFirst("\"dryRun\": false"));
            assertThat(history.createUserOperationLogQuery()
                            .operationType("Migrate")
                            .userId(secrets.operator().name())
                            .processDefinitionId(definition(first))
                            .count())
                    .as(migration.toString())
                    .isPositive();
        }

        @Test
        void anActivityWithoutCounterpartMigratesByInstruction() throws Exception {
            waitingForReview();
            int second = deploy(model("reviewed-order.bpmn").replace("Task_ReviewOrder", "Task_ReviewOrderAgain"));

            JsonNode tried = migrate(ofTheFirst("\"dryRun\": true"));
            assertThat(tried.path("cannotMove").asInt()).isEqualTo(1);
            assertThat(tried.at("/instances/0/faults/0/element").asText()).isEqualTo("Task_ReviewOrder");
            JsonNode refused = migrate(ofTheFirst("\"dryRun\": false"));
            assertThat(refused.at("/instances/0/moved").asBoolean()).isFalse();
            assertThat(running(second)).isZero();

            JsonNode moved = migrate(
                    ofTheFirst(
                            "\"dryRun\": false, \"instructions\": [{\"from\": \"Task_ReviewOrder\", \"to\": \"Task_ReviewOrderAgain\"}]"));
            assertThat(moved.at("/instances/0/moved").asBoolean()).isTrue();
            complete("Task_ReviewOrderAgain");
        }

        @Test
        void anAwaitedTimerGetsTheDurationOfTheNewVersion() throws Exception {
            first = deploy(timed("PT1H"));
            waitingForReview();
            Date due = dueOfReview(first);
            int second = deploy(timed("PT5H"));

            JsonNode moved = migrate(ofTheFirst("\"dryRun\": false, \"updateTriggers\": true"));

            assertThat(moved.at("/instances/0/moved").asBoolean()).isTrue();
            assertThat(dueOfReview(second)).isAfter(due.toInstant().plus(Duration.ofHours(3)));
        }

        @Test
        void aTimerOfAnotherIdGetsTheDurationOfTheNewVersion() throws Exception {
            first = deploy(timed("PT1H"));
            waitingForReview();
            Date due = dueOfReview(first);
            int second =
                    deploy(timed("PT5H").replaceAll("(Task_ReviewOrder|BoundaryEvent_ReviewOverdue)\"", "$1Again\""));

            JsonNode moved = migrate(
                    ofTheFirst(
                            """
                            "dryRun": false, "updateTriggers": true, "instructions": [
                                {"from": "Task_ReviewOrder", "to": "Task_ReviewOrderAgain"},
                                {"from": "BoundaryEvent_ReviewOverdue", "to": "BoundaryEvent_ReviewOverdueAgain"}]"""));

            assertThat(moved.at("/instances/0/moved").asBoolean()).isTrue();
            assertThat(dueOfReview(second)).isAfter(due.toInstant().plus(Duration.ofHours(3)));
        }

        /**
         * One instance more than two requests take. None can be migrated, and none keeps the others from being
         * checked.
         */
        @Test
        void batchesCoverEachInstanceOnce() throws Exception {
            List<ObjectNode> orders =
                    Stream.generate(Orders::ordinary).limit(21).toList();
            orders.forEach(acme::order);
            orders.forEach(order -> awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING"));
            int second = deploy(model("reviewed-order.bpmn").replace("Task_ReviewOrder", "Task_ReviewOrderAgain"));
            String request = "{\"fromVersion\": %d, \"dryRun\": false%%s}".formatted(first);

            JsonNode answer = migrate(request.formatted(""));
            List<String> lookedAt = new ArrayList<>(answer.findValuesAsText("tradingId"));
            List<Integer> left = new ArrayList<>(List.of(answer.path("left").asInt()));
            while (answer.has("next")) {
                answer = migrate(request.formatted(", \"after\": " + answer.path("next")));
                lookedAt.addAll(answer.findValuesAsText("tradingId"));
                left.add(answer.path("left").asInt());
            }
            assertThat(left).containsExactly(11, 1, 0);
            assertThat(lookedAt)
                    .containsExactlyInAnyOrderElementsOf(
                            orders.stream().map(this::tradingId).toList());
            assertThat(running(second)).isZero();
        }

        @Test
        void anInvalidPlanIsRefusedWithTheElements() throws Exception {
            waitingForReview();
            deploy(model("reviewed-order-confirmed.bpmn"));
            ResponseEntity<String> answer =
                    post("{\"instructions\": [{\"from\": \"Task_ReviewOrder\", \"to\": \"Event_ReviewPassed\"}]}");
            assertThat(answer.getStatusCode().value()).isEqualTo(422);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            JsonNode problem = JSON.readTree(answer.getBody());
            assertThat(problem.at("/instructions/0/from").asText()).isEqualTo("Task_ReviewOrder");
            assertThat(problem.at("/instructions/0/to").asText()).isEqualTo("Event_ReviewPassed");
            assertThat(problem.path("detail").asText()).contains("Task_ReviewOrder to Event_ReviewPassed");
        }

        @Test
        void anUnknownVersionOrProcessIsNamed() {
            assertThat(post("{\"fromVersion\": 4711}").getStatusCode().value()).isEqualTo(404);
            assertThat(post("{\"toVersion\": 4711}").getBody()).contains("version 4711 of the process order");
            assertThat(post("{\"fromVersion\": -1}").getStatusCode().value()).isEqualTo(400);
            assertThat(post("{\"fromVersion\": %d}".formatted(first)).getBody()).contains("both");
        }

        @Test
        void clientsCannotMigrate() {
            assertThat(post("{}", new Credentials("acme", secrets.ofClient("acme")))
                            .getStatusCode()
                            .value())
                    .isEqualTo(401);
        }

        private Date dueOfReview(int version) {
            return management
                    .createJobQuery()
                    .processDefinitionId(definition(version))
                    .timers()
                    .singleResult()
                    .getDuedate();
        }

        /** The first version with a timer at its task. */
        private static String timed(String duration) throws IOException {
            return model("reviewed-order.bpmn")
                    .replaceFirst(
                            "(<bpmn:sequenceFlow )",
                            """
                            <bpmn:boundaryEvent id="BoundaryEvent_ReviewOverdue" name="Review overdue" attachedToRef="Task_ReviewOrder">
                              <bpmn:outgoing>Flow_ReviewOverdue_ReviewPassed</bpmn:outgoing>
                              <bpmn:timerEventDefinition>
                                <bpmn:timeDuration>%s</bpmn:timeDuration>
                              </bpmn:timerEventDefinition>
                            </bpmn:boundaryEvent>
                            <bpmn:sequenceFlow id="Flow_ReviewOverdue_ReviewPassed" sourceRef="BoundaryEvent_ReviewOverdue" targetRef="Event_ReviewPassed" />
                            $1"""
                                    .formatted(duration));
        }

        private ObjectNode waitingForReview() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).isEqualTo("ON_HOLD/NOT_STARTED/PENDING"));
            return order;
        }

        private void complete(String taskKey) {
            awaitUntil(() -> assertThat(tasks.createTaskQuery()
                            .taskDefinitionKey(taskKey)
                            .processDefinitionKey("order")
                            .list())
                    .hasSize(1));
            tasks.complete(tasks.createTaskQuery()
                    .taskDefinitionKey(taskKey)
                    .singleResult()
                    .getId());
        }

        /** Limits the request to the first version, because orders of other tests can wait in older ones. */
        private String ofTheFirst(String rest) {
            return "{\"fromVersion\": %d, %s}".formatted(first, rest);
        }

        private JsonNode migrate(String request) throws IOException {
            ResponseEntity<String> answer = post(request);
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
            return JSON.readTree(answer.getBody());
        }

        private ResponseEntity<String> post(String request) {
            return post(request, secrets.operator());
        }

        private ResponseEntity<String> post(String request, Credentials login) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return http.withBasicAuth(login.name(), login.password())
                    .postForEntity(
                            "/api/operations/processes/order/migrations",
                            new HttpEntity<>(request, headers),
                            String.class);
        }

        private long running(int version) {
            return runtime.createProcessInstanceQuery()
                    .processDefinitionId(definition(version))
                    .count();
        }

        private String definition(int version) {
            return repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey("order")
                    .processDefinitionVersion(version)
                    .singleResult()
                    .getId();
        }

        /** @return the version of the deployed model */
        private int deploy(String model) {
            deployments.add(
                    0,
                    repository
                            .createDeployment()
                            .name("for a test of migration")
                            .addString("order.bpmn", model)
                            .deploy()
                            .getId());
            return repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey("order")
                    .latestVersion()
                    .singleResult()
                    .getVersion();
        }

        private static String versionOf(JsonNode message) {
            JsonNode process = message.at("/data/process");
            return String.join(
                    "/",
                    process.path("definition").asText(),
                    process.path("version").asText(),
                    process.path("versionTag").asText());
        }

        private static String model(String name) throws IOException {
            try (InputStream file = InstanceMigrationIT.class.getResourceAsStream("/models/" + name)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}

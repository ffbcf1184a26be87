package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.processes.model.BpmnReader;
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
 * Repeated dispatches that wait at "Pick and pack" of the models <i>delivery</i> 3.1 and <i>dispatch</i> 1.1, which always send the goods, and
 * their migration to the models that let a picker report missing pieces.
 */
@BothDatabases
class RepeatedDispatchMigrationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final RepeatedDispatches dispatches = new RepeatedDispatches(this);

        private final List<String> deployments = new ArrayList<>();

        private String former;

        @Autowired
        private RepositoryService repository;

        @BeforeEach
        void deployTheFormerModels() {
            Map<String, BpmnModelInstance> models = new HashMap<>(PaymentStepsModels.present());
            models.put("delivery.bpmn", model("delivery-3.1.bpmn"));
            models.put("dispatch.bpmn", model("dispatch-1.1.bpmn"));
            former = deploy(models);
        }

        /** Orders that still run by a model of the test lose their process with it. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @AfterEach
        void undeploy() {
            deployments.forEach(this::removeProcesses);
            deployments.forEach(id -> repository.deleteDeployment(id, true));
        }

        @Test
        void theFormerModelsNeedAllPieces() throws Exception {
            ObjectNode order = waitingToBePickedAgain();
            assertReportIsRefused(order);
            assertAllPiecesAreSent(order);
        }

        @Test
        void aMigratedDispatchOfAMigratedDeliveryTakesTheReport() throws Exception {
            ObjectNode order = waitingToBePickedAgain();
            deploy(PaymentStepsModels.present());
            migrate(order, "dispatch");
            migrate(order, "delivery");
            assertReportIsTaken(order);
        }

        @Test
        void theDeliveryCanBeMigratedFirst() throws Exception {
            ObjectNode order = waitingToBePickedAgain();
            deploy(PaymentStepsModels.present());
            migrate(order, "delivery");
            migrate(order, "dispatch");
            assertReportIsTaken(order);
        }

        @Test
        void allPiecesAreSentAfterTheMigration() throws Exception {
            ObjectNode order = waitingToBePickedAgain();
            deploy(PaymentStepsModels.present());
            migrate(order, "dispatch");
            migrate(order, "delivery");
            assertAllPiecesAreSent(order);
        }

        /** The former delivery waits for a report of the carrier after each repeated dispatch. */
        @Test
        void aDispatchMigratedAloneNeedsAllPieces() throws Exception {
            ObjectNode order = waitingToBePickedAgain();
            deploy(PaymentStepsModels.present());
            migrate(order, "dispatch");
            assertReportIsRefused(order);
            assertAllPiecesAreSent(order);
        }

        /** The former dispatch hands over after each answer of a picker. */
        @Test
        void aDeliveryMigratedAloneNeedsAllPieces() throws Exception {
            ObjectNode order = waitingToBePickedAgain();
            deploy(PaymentStepsModels.present());
            migrate(order, "delivery");
            assertReportIsRefused(order);
            assertAllPiecesAreSent(order);
        }

        private ObjectNode waitingToBePickedAgain() throws Exception {
            ObjectNode order = dispatches.undelivered("tok_ok", "LOST");
            dispatches.sendAgainByHand(order);
            task(order, "Task_PickAndPack");
            return order;
        }

        private void assertReportIsRefused(ObjectNode order) {
            assertThatThrownBy(() -> dispatches.pick(order, RepeatedDispatches.REPORTED))
                    .hasRootCauseInstanceOf(BadUserRequestException.class)
                    .hasMessageContaining("Pick all of its pieces");
        }

        private void assertReportIsTaken(ObjectNode order) {
            dispatches.pick(order, RepeatedDispatches.REPORTED);
            dispatches.decide(order, "GIVE_UP");
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertLegal(order);
        }

        private void assertAllPiecesAreSent(ObjectNode order) {
            dispatches.pick(order, Map.of());
            tasks.complete(task(order, "Task_HandOverParcel").getId());
            dispatches.report(order, "DELIVERED", 3);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertLegal(order);
        }

        private void migrate(ObjectNode order, String process) {
            int version = repository
                    .createProcessDefinitionQuery()
                    .deploymentId(former)
                    .processDefinitionKey(process)
                    .singleResult()
                    .getVersion();
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            ResponseEntity<JsonNode> response = http.withBasicAuth(
                            secrets.operator().name(), secrets.operator().password())
                    .postForEntity(
                            "/api/operations/processes/" + process + "/migrations",
                            new HttpEntity<>("{\"fromVersion\": %d, \"dryRun\": false}".formatted(version), headers),
                            JsonNode.class);
            assertThat(response.getBody().findValuesAsText("tradingId"))
                    .as(response.toString())
                    .containsExactly(tradingId(order));
            assertThat(response.getBody().at("/instances/0/moved").asBoolean())
                    .as(response.toString())
                    .isTrue();
        }

        private String deploy(Map<String, BpmnModelInstance> models) {
            DeploymentBuilder deployment = repository.createDeployment().name("for a test of migration");
            models.forEach(deployment::addModelInstance);
            String id = deployment
                    .addClasspathResource("processes/hold.dmn")
                    .deploy()
                    .getId();
            deployments.add(0, id);
            return id;
        }

        private static BpmnModelInstance model(String file) {
            try (InputStream model = RepeatedDispatchMigrationIT.class.getResourceAsStream("/models/" + file)) {
                return BpmnReader.read(model);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Trades that started when {@code payment} was one process for all steps end correctly after its split, migrated or not. */
@BothDatabases
class PaymentStepsMigrationIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private final PaymentSteps payments = new PaymentSteps(this);

        private final BankTransfers bank = new BankTransfers(this);

        private final List<String> deployments = new ArrayList<>();

        private String former;

        @Autowired
        private RepositoryService repository;

        @BeforeEach
        void deployTheFormerModels() {
            former = deploy(PaymentStepsModels.former());
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
        void anUnmigratedInvoiceIsPaidInTheFormerProcess() {
            ObjectNode order = bank.delivered();
            deploy(PaymentStepsModels.present());
            bank.pay(BankTransfers.transaction(), order, "37.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(processOf(order, "PAID")).isEqualTo("payment");
            assertLegal(order);
        }

        @Test
        void aMigratedInvoiceIsPaidInTheNewProcess() {
            ObjectNode order = bank.delivered();
            deploy(PaymentStepsModels.present());
            migrate(order, "order", "order");
            migrate(order, "delivery", "delivery");
            migrate(order, "payment", "invoice");
            bank.pay(BankTransfers.transaction(), order, "10.00");
            payments.awaitPayment(order, "PARTIALLY_PAID");
            bank.pay(BankTransfers.transaction(), order, "27.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            assertThat(processOf(order, "PARTIALLY_PAID")).isEqualTo("invoice");
            assertLegal(order);
        }

        @Test
        void aMigratedOrderIsReversedByTheNewProcess() {
            ObjectNode order = unconfirmed();
            deploy(PaymentStepsModels.present());
            migrate(order, "order", "order");
            migrate(order, "payment", "payment-authorization");
            cancel(order);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(processOf(order, "VOIDED")).isEqualTo("payment-reversal");
            payments.assertBooksAgree(order);
        }

        @Test
        void anUnmigratedOrderIsReversedByTheFormerProcess() {
            ObjectNode order = unconfirmed();
            deploy(PaymentStepsModels.present());
            cancel(order);
            awaitStatuses(order, "CANCELLED/CANCELLED/VOIDED");
            assertThat(processOf(order, "VOIDED")).isEqualTo("payment");
            payments.assertBooksAgree(order);
        }

        /** The former process has no end for a claim that was given up: it captures the payment, and refunds it. */
        @Test
        void anUnmigratedPaymentOfGoodsGivenUpIsRefunded() {
            Goods goods = new Goods(this);
            ObjectNode order = Goods.order(goods.product(1, null), 1, "tok_ok");
            order.withObject("shipTo").put("street", "9 Silent Street");
            String capture = management
                    .createJobDefinitionQuery()
                    .processDefinitionKey("payment")
                    .activityIdIn("Task_CapturePayment")
                    .singleResult()
                    .getId();
            management.suspendJobDefinitionById(capture, true);
            try {
                acme.order(order);
                awaitUntil(() -> assertThat(newest(order).path("shipments")).hasSize(1));
                String tracking =
                        newest(order).at("/shipments/0/trackingNumber").asText();
                assertThat(goods.report(tracking + "-a", tracking, "LOST", 1)).isEqualTo(202);
                tasks.complete(
                        task(order, "Task_DecideOnConsignment").getId(), Map.of("consignmentDecision", "GIVE_UP"));
                awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(tradingId(order))
                                .variableValueEquals("claimWithdrawn", true)
                                .list())
                        .hasSize(1));
            } finally {
                management.activateJobDefinitionById(capture, true);
            }
            awaitStatuses(order, "CANCELLED/CANCELLED/REFUNDED");
            assertThat(newest(order).at("/amounts/captured").asText()).isEqualTo("10.00");
            assertLegal(order);
        }

        @Test
        void instancesAtOtherStepsAreNamedAndContinue() {
            ObjectNode order = bank.delivered();
            deploy(PaymentStepsModels.present());
            JsonNode report = post(
                    "payment",
                    "{\"fromVersion\": %d, \"toProcess\": \"payment-refund\"}".formatted(version("payment")));
            assertThat(report.path("canMove").asInt()).isZero();
            assertThat(report.at("/instances/0/tradingId").asText()).isEqualTo(tradeOf(order));
            assertThat(report.at("/instances/0/faults/0/element").asText()).isEqualTo("Task_AwaitPayment");
            bank.pay(BankTransfers.transaction(), order, "37.50");
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        }

        /** An order that waits in the former process for a holder who never confirms. */
        private ObjectNode unconfirmed() {
            ObjectNode order = Orders.byCard("tok_confirm_never");
            acme.order(order);
            awaitStatuses(order, "ACCEPTED/PREPARING/REQUIRES_ACTION");
            awaitUntil(() ->
                    assertThat(timers(order, "BoundaryEvent_ReportMissed")).hasSize(1));
            return order;
        }

        private void cancel(ObjectNode order) {
            ResponseEntity<JsonNode> response = http.withBasicAuth("acme", secrets.ofClient("acme"))
                    .postForEntity("/api/trades/" + tradeOf(order) + "/cancellation", json("{}"), JsonNode.class);
            assertThat(response.getStatusCode().is2xxSuccessful())
                    .as("%s", response)
                    .isTrue();
        }

        private void migrate(ObjectNode order, String process, String toProcess) {
            JsonNode report = post(
                    process,
                    "{\"fromVersion\": %d, \"toProcess\": \"%s\", \"dryRun\": false}"
                            .formatted(version(process), toProcess));
            assertThat(report.at("/to/process").asText()).isEqualTo(toProcess);
            assertThat(report.path("instances")).as(report.toString()).hasSize(1);
            assertThat(report.at("/instances/0/tradingId").asText()).isEqualTo(tradeOf(order));
            assertThat(report.at("/instances/0/moved").asBoolean())
                    .as(report.toString())
                    .isTrue();
        }

        private JsonNode post(String process, String request) {
            ResponseEntity<JsonNode> response = http.withBasicAuth(
                            secrets.operator().name(), secrets.operator().password())
                    .postForEntity(
                            "/api/operations/processes/" + process + "/migrations", json(request), JsonNode.class);
            assertThat(response.getStatusCode().value()).as("%s", response).isEqualTo(200);
            return response.getBody();
        }

        /** The process of the first message with this payment status. */
        private String processOf(ObjectNode order, String payment) {
            return acme.ofOrder(reference(order)).stream()
                    .map(message -> message.path("data"))
                    .filter(data -> data.path("payment").asText().equals(payment))
                    .findFirst()
                    .orElseThrow()
                    .at("/process/definition")
                    .asText();
        }

        /** The version of a former model. */
        private int version(String process) {
            return repository
                    .createProcessDefinitionQuery()
                    .deploymentId(former)
                    .processDefinitionKey(process)
                    .singleResult()
                    .getVersion();
        }

        private String deploy(Map<String, BpmnModelInstance> models) {
            DeploymentBuilder deployment = repository.createDeployment().name("for a test of migration");
            models.forEach(deployment::addModelInstance);
            Deployment deployed =
                    deployment.addClasspathResource("processes/hold.dmn").deploy();
            deployments.add(0, deployed.getId());
            return deployed.getId();
        }

        private static HttpEntity<String> json(String body) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return new HttpEntity<>(body, headers);
        }
    }
}

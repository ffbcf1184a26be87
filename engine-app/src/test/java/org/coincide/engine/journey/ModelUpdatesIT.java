package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.coincide.engine.models.SecondNode;
import org.coincide.engine.sandbox.ParserApplicationContext;
import org.coincide.engine.sandbox.ServerInterfaceProvider;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.Threads;
import org.coincide.engine.support.TradeHistoryRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Models that an editor saves in the server's folder: deployed once, for new instances only. */
@BothDatabases
class ModelUpdatesIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends SavedModelsScenario {

        @Autowired
        private ManagementService jobs;

        @Autowired
        private ApplicationContext node;

        /** A test suspends jobs to hold an order back. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @Test
        void aSavedModelAppliesToNewOrdersOnly() {
            ProcessDefinition before = latest("order");
            jobs.suspendJobDefinitionByProcessDefinitionId(before.getId(), true);
            ObjectNode old = Orders.ordinary();
            acme.order(old);
            awaitUntil(() -> assertThat(acme.ofOrder(reference(old))).hasSize(1));
            long deployments = deployments();

            models.save("order.bpmn", tagged("edited"));
            awaitUntil(() -> assertThat(latest("order").getVersionTag()).isEqualTo("edited"));
            jobs.activateJobDefinitionByProcessDefinitionId(before.getId(), true);

            ObjectNode next = Orders.ordinary();
            acme.order(next);
            awaitStatuses(next, "COMPLETED/DELIVERED/PAID");
            awaitStatuses(old, "COMPLETED/DELIVERED/PAID");
            assertThat(tags(old)).containsOnly(before.getVersionTag());
            assertThat(tags(next)).containsOnly("edited");
            assertThat(TradeHistoryRules.objections(acme.ofOrder(reference(old))))
                    .isEmpty();
            assertThat(TradeHistoryRules.objections(acme.ofOrder(reference(next))))
                    .isEmpty();
            assertThat(deployments()).isEqualTo(deployments + 1);
            assertThat(running("order.bpmn")).singleElement().satisfies(order -> assertThat(
                            order.path("version").asInt())
                    .isEqualTo(before.getVersion() + 1));
        }

        @Test
        void aTradeShowsTheNamesOfTheVersionThatRan() {
            ObjectNode old = finished();
            models.save("order.bpmn", tagged("renamed").andThen(model -> ((FlowElement)
                            model.getModelElementById("Event_OrderAccepted"))
                    .setName("Order\n confirmed")));
            awaitUntil(() -> assertThat(latest("order").getVersionTag()).isEqualTo("renamed"));
            assertThat(elements(finished())).contains("Order confirmed").doesNotContain("Order accepted");
            assertThat(elements(old)).contains("Order accepted").doesNotContain("Order confirmed");
        }

        @Test
        void concurrentNodesDeployAChangeOnce() {
            SecondNode second = new SecondNode(node);
            SecondNode third = new SecondNode(node);
            long deployments = deployments();
            models.save("order.bpmn", tagged("edited"));
            Clock clock = Clock.systemUTC();
            CompletableFuture<Void> meanwhile =
                    CompletableFuture.runAsync(() -> third.poll(clock.instant()), Threads.ONE_PER_TASK);
            second.poll(clock.instant());
            meanwhile.join();
            awaitUntil(() -> assertThat(latest("order").getVersionTag()).isEqualTo("edited"));
            new SecondNode(node).poll(clock.instant());
            assertThat(deployments()).isEqualTo(deployments + 1);
        }

        @Test
        void aDecisionTableIsDeployedLikeAModel() {
            models.save("edited.dmn", decision().getBytes(StandardCharsets.UTF_8));
            awaitUntil(() -> assertThat(running("edited.dmn")).singleElement().satisfies(decision -> assertThat(
                            decision.path("key").asText())
                    .isEqualTo("edited")));
        }

        /** The check command starts no bean, and still reads the same declarations. */
        @Test
        void theCheckCommandReadsTheServersDeclarations() {
            try (ConfigurableApplicationContext reading = ParserApplicationContext.open()) {
                assertThat(reading.getBean(ServerInterfaceProvider.class).get())
                        .isEqualTo(node.getBean(ServerInterfaceProvider.class).get());
            }
        }

        @Test
        void aClientDoesNotSeeTheModels() {
            assertThat(http.withBasicAuth("acme", secrets.ofClient("acme"))
                            .getForEntity("/api/operations/processes", String.class)
                            .getStatusCode()
                            .value())
                    .isEqualTo(401);
        }

        private ObjectNode finished() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }

        private List<String> elements(ObjectNode order) {
            OperatorSession operator = new OperatorSession(http.getRootUri());
            operator.logIn(secrets.operator());
            JsonNode trade =
                    operator.get("/api/operations/trades/" + tradingId(order)).body();
            return StreamSupport.stream(trade.path("messages").spliterator(), false)
                    .map(message -> message.path("element").asText())
                    .toList();
        }

        private Stream<String> tags(ObjectNode order) {
            return acme.ofOrder(reference(order)).stream()
                    .map(message -> message.at("/data/process"))
                    .filter(process -> process.path("definition").asText().equals("order"))
                    .map(process -> process.path("versionTag").asText());
        }

        private long deployments() {
            return repository
                    .createDeploymentQuery()
                    .deploymentName("processes")
                    .count();
        }

        private List<JsonNode> running(String file) {
            return StreamSupport.stream(processes().path("running").spliterator(), false)
                    .filter(model -> model.path("file").asText().equals(file))
                    .toList();
        }

        private static String decision() {
            return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                    id="Definitions_Edited" name="Edited" namespace="http://camunda.org/schema/1.0/dmn">
                  <decision id="edited" name="Edited" camunda:historyTimeToLive="P180D">
                    <decisionTable id="DecisionTable_Edited">
                      <output id="Output_Answer" name="answer" typeRef="string" />
                      <rule id="Rule_Always">
                        <outputEntry id="OutputEntry_Always"><text>"YES"</text></outputEntry>
                      </rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """;
        }
    }
}

package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Invalid models: refused at deployment where possible, otherwise at the step, and never visible to the client. */
@BothDatabases
class InvalidModelsIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        @Autowired
        private RepositoryService repository;

        @Autowired
        private HistoryService history;

        @Test
        void anIllegalTransitionIsAnIncidentAndSendsNothing() throws Exception {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            JsonNode last = newest(order);
            String tradingId = last.path("tradingId").asText();

            deploy(model());
            runtime.startProcessInstanceByKey("reopening", tradingId);
            awaitUntil(() -> assertThat(incidents())
                    .singleElement()
                    .asString()
                    .contains("EndEvent_OrderReopened", "COMPLETED", "IN_PROGRESS"));

            ObjectNode next = Orders.ordinary();
            acme.order(next);
            awaitStatuses(next, "COMPLETED/DELIVERED/PAID");
            assertThat(newest(order)).isEqualTo(last);
            assertThat(jdbc.sql("SELECT sequence FROM trade WHERE trading_id = ?")
                            .param(tradingId)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(acme.ofOrder(reference(order)).size());
        }

        @Test
        void theEngineKeepsNoSecondHistoryOfWhatTheJournalHolds() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            String tradingId = newest(order).path("tradingId").asText();
            awaitUntil(() -> assertThat(history.createHistoricProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId)
                            .finished()
                            .list())
                    .extracting(HistoricProcessInstance::getProcessDefinitionKey)
                    .containsExactly("order"));
            assertThat(count("ACT_HI_ACTINST") + count("ACT_HI_DETAIL") + count("ACT_HI_VARINST"))
                    .isZero();
        }

        @Test
        void anIncidentEndsWithItsJobAfterRetriesForAllJobsOfAStep() {
            repository
                    .createDeployment()
                    .addModelInstance(
                            "dividing.bpmn",
                            Bpmn.createExecutableProcess("dividing")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .serviceTask("divide")
                                    .camundaAsyncBefore()
                                    .camundaFailedJobRetryTimeCycle("R1/PT0S")
                                    .camundaExpression("${1 / divisor}")
                                    .endEvent()
                                    .done())
                    .deploy();
            String instance = runtime.startProcessInstanceByKey("dividing", Map.of("divisor", "nothing"))
                    .getId();
            awaitUntil(() -> assertThat(incidentsOf(instance)).isEqualTo(1));
            runtime.setVariable(instance, "divisor", 2);

            ManagementService management = bean(ManagementService.class);
            management.setJobRetriesByJobDefinitionId(
                    management
                            .createJobDefinitionQuery()
                            .processDefinitionKey("dividing")
                            .singleResult()
                            .getId(),
                    1);

            awaitUntil(() -> assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceId(instance)
                            .count())
                    .isZero());
            assertThat(incidentsOf(instance)).isZero();
        }

        private long incidentsOf(String instance) {
            return runtime.createIncidentQuery().processInstanceId(instance).count();
        }

        private List<String> incidents() {
            return runtime.createIncidentQuery().activityId("StartEvent_MistakeMade").list().stream()
                    .map(Incident::getIncidentMessage)
                    .toList();
        }

        @Test
        void anUnknownStatusFailsTheDeploymentWithTheElementId() throws Exception {
            assertRefused(model().replace("\"IN_PROGRESS\"", "\"ON_THE_WAY\""), "EndEvent_OrderReopened", "ON_THE_WAY");
        }

        @Test
        void aMistypedPropertyFailsTheDeployment() throws Exception {
            assertRefused(model().replace("trading.order", "trading.ordre"), "EndEvent_OrderReopened", "trading.ordre");
        }

        @Test
        void aStatusOnATaskFailsTheDeployment() throws Exception {
            String onTask = model().replace("<bpmn:endEvent", "<bpmn:manualTask")
                    .replace("</bpmn:endEvent>", "</bpmn:manualTask>");
            assertRefused(onTask, "EndEvent_OrderReopened", "not an event");
        }

        /** A model as Camunda Modeler saves it: with the template's name and every field, including empty ones. */
        @Test
        void aModelWithAnElementTemplateAppliedDeploys() throws Exception {
            String applied = model().replace(
                            "name=\"Order reopened\"",
                            """
                        name="Order reopened" camunda:modelerTemplate="org.coincide.TradingStatus" \
                        camunda:modelerTemplateVersion="1\"""")
                    .replace(
                            "</camunda:properties>",
                            """
                        <camunda:property name="trading.delivery" value="" />
                        <camunda:property name="trading.payment" value="" />
                        <camunda:property name="trading.reason" value="" /></camunda:properties>""");
            assertThat(deploy(applied)).isNotNull();
        }

        @Test
        void emptyTemplateFieldsMeanNothing() throws Exception {
            assertThat(deploy(model().replace("\"IN_PROGRESS\"", "\"\""))).isNotNull();
        }

        private void assertRefused(String model, String... says) {
            assertThatThrownBy(() -> deploy(model))
                    .isInstanceOf(ParseException.class)
                    .message()
                    .contains(says);
        }

        private String deploy(String model) {
            return repository
                    .createDeployment()
                    .name("a mistake")
                    .addString("reopening.bpmn", model)
                    .deploy()
                    .getId();
        }

        private static String model() throws IOException {
            try (InputStream file = InvalidModelsIT.class.getResourceAsStream("/models/reopens-a-closed-trade.bpmn")) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}

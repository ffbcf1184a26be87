package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.coincide.engine.support.CapturedLog;
import org.coincide.engine.web.WholeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** Models that break the rules are refused with the element's name, and the running models stay. */
@WholeServer
class RefusedModelsIT extends SavedModelsScenario {

    private static final String PROCESS = "payment-authorization";
    private static final String PAYMENT = PROCESS + ".bpmn";
    private static final String LOGGER = "org.coincide.engine.models.ModelUpdater";

    @Autowired
    private IdentityService identities;

    @LocalManagementPort
    private int managementPort;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelThatBreaksTheRulesIsRefusedAndNamed(Mistake mistake) {
        ProcessDefinition before = latest(PROCESS);
        try (CapturedLog log = CapturedLog.of(LOGGER)) {
            models.save(PAYMENT, mistake.change());
            awaitUntil(() -> assertThat(refusals(processes().path("refused"))).anySatisfy(mistake::isNamedIn));
            // The page shows a refusal before it is logged.
            awaitUntil(() -> assertThat(log.messages())
                    .anySatisfy(message -> assertThat(message).contains(PAYMENT + ": " + mistake.element() + ": ")));
        }
        assertThat(health().path("status").asText()).isEqualTo("MODELS_REFUSED");
        assertThat(health().at("/components/processes/details/lastCheck").asText())
                .matches("\\d+ models, \\d+ paths, \\d+ states.*: \\d+ errors?");
        assertThat(refusals(health().at("/components/processes/details/refused")))
                .anySatisfy(mistake::isNamedIn);
        assertThat(latest(PROCESS).getId()).isEqualTo(before.getId());
    }

    @Test
    void aCorrectedModelRuns() {
        models.save(PAYMENT, UNKNOWN_STATUS.change());
        awaitUntil(() -> assertThat(processes().path("refused")).isNotEmpty());
        models.save(PAYMENT, model -> {});
        models.save("order.bpmn", tagged("edited"));
        awaitUntil(() -> {
            assertThat(processes().path("refused")).isEmpty();
            assertThat(latest("order").getVersionTag()).isEqualTo("edited");
            assertThat(health().path("status").asText()).isEqualTo("UP");
        });
    }

    /** An unmounted share deployed the server's own models before. */
    @Test
    void aFolderThatVanishesKeepsTheDeployedModels() {
        models.save("order.bpmn", tagged("before-the-outage"));
        awaitUntil(() -> assertThat(latest("order").getVersionTag()).isEqualTo("before-the-outage"));
        ProcessDefinition before = latest("order");

        Runnable back = models.vanish();
        awaitUntil(() -> assertThat(refusals(processes().path("refused")))
                .singleElement()
                .asString()
                .contains("does not exist, but models of it are deployed; restore the folder"));
        assertThat(health().path("status").asText()).isEqualTo("MODELS_REFUSED");
        assertThat(latest("order").getId()).isEqualTo(before.getId());

        back.run();
        awaitUntil(() -> assertThat(processes().path("refused")).isEmpty());
        assertThat(latest("order").getId()).isEqualTo(before.getId());
    }

    @Test
    void ignoredFilesAreTold() {
        models.save("ORDER.BPMN", new byte[0]);
        awaitUntil(() -> assertThat(refusals(processes().path("remarks")))
                .singleElement()
                .asString()
                .contains("ORDER.BPMN//is ignored, since its ending is not in lower case"));
        assertThat(refusals(health().at("/components/processes/details/remarks")))
                .hasSize(1);
    }

    @Test
    void aGroupWithoutMembersIsTold() {
        Group group = identities.newGroup("night-shift");
        group.setType("WORKFLOW");
        identities.saveGroup(group);

        assertThat(processes().path("groupsWithoutMembers"))
                .extracting(JsonNode::asText)
                .containsExactly("night-shift");
        identities.deleteGroup(group.getId());
    }

    @Test
    void aFileThatIsNoModelIsRefused() {
        models.save(PAYMENT, "not yet saved".getBytes(StandardCharsets.UTF_8));
        awaitUntil(() -> assertThat(refusals(processes().path("refused")))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).startsWith(PAYMENT + "//cannot be read")));
    }

    /** An editor's mistake, and the expected finding. */
    private record Mistake(String name, Consumer<BpmnModelInstance> change, String element, String reason) {

        void isNamedIn(String refusal) {
            assertThat(refusal).startsWith(PAYMENT + "/" + element + "/").contains(reason);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Mistake UNKNOWN_STATUS = new Mistake(
            "an unknown status",
            says("EndEvent_PaymentAuthorized", "AUTHORISED"),
            "EndEvent_PaymentAuthorized",
            "the contract has no status trading.payment AUTHORISED");

    static Stream<Mistake> aModelThatBreaksTheRulesIsRefusedAndNamed() {
        return Stream.of(
                UNKNOWN_STATUS,
                new Mistake(
                        "no time to live",
                        model -> ((Process) model.getModelElementById(PROCESS))
                                .removeAttributeNs("http://camunda.org/schema/1.0/bpmn", "historyTimeToLive"),
                        PROCESS,
                        "time to live"),
                new Mistake(
                        "a No with the condition of Yes",
                        model -> no(model).getConditionExpression().setTextContent("${true}"),
                        no(EditedModels.serversOwn(PAYMENT)).getSource().getId(),
                        "its flow No"),
                new Mistake(
                        "an outward task within the caller's transaction",
                        model -> ((FlowNode) model.getModelElementById("Task_AuthorizePayment"))
                                .setCamundaAsyncBefore(false),
                        "Task_AuthorizePayment",
                        "should be asyncBefore"),
                new Mistake(
                        "a bean that there is not",
                        model -> ((ServiceTask) model.getModelElementById("Task_CheckConfirmation"))
                                .setCamundaDelegateExpression("${checkConfirmaton}"),
                        "Task_CheckConfirmation",
                        "use ${checkConfirmation}"),
                new Mistake(
                        "a timer without a time, which only the engine's own parser finds",
                        model -> model.getModelElementById("TimerEventDefinition_ReportMissed")
                                .replaceWithElement(model.newInstance(TimerEventDefinition.class)),
                        "BoundaryEvent_ReportMissed",
                        "Timer needs configuration"),
                new Mistake(
                        "an illegal path",
                        says("EndEvent_PaymentAuthorized", "REFUNDED"),
                        "EndEvent_PaymentAuthorized",
                        "payment may not become REFUNDED from PENDING, on the path"));
    }

    private static SequenceFlow no(BpmnModelInstance model) {
        return model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> "No".equals(flow.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static Consumer<BpmnModelInstance> says(String event, String status) {
        return model -> model.getModelElementsByType(CamundaProperty.class).stream()
                .filter(property -> property.getCamundaName().equals("trading.payment"))
                .filter(property -> event.equals(property.getParentElement()
                        .getParentElement()
                        .getParentElement()
                        .getAttributeValue("id")))
                .forEach(property -> property.setCamundaValue(status));
    }

    private static List<String> refusals(JsonNode refused) {
        return StreamSupport.stream(refused.spliterator(), false)
                .map(refusal -> String.join(
                        "/",
                        refusal.path("file").asText(),
                        refusal.path("element").asText(),
                        refusal.path("reason").asText()))
                .toList();
    }

    private JsonNode health() {
        return http.getForObject("http://localhost:" + managementPort + "/actuator/health/models", JsonNode.class);
    }
}

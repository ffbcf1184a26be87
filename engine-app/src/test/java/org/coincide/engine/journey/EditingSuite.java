package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.coincide.engine.models.SecondNode;
import org.coincide.engine.operations.Login;
import org.coincide.engine.security.NameableBeans;
import org.coincide.engine.security.ReadingServer;
import org.coincide.engine.support.LegalHistory;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** An editor saves models in the server's folder: good ones run at once and once, bad ones are refused with a reason. */
@ExtendWith(OutputCaptureExtension.class)
abstract class EditingSuite extends ServerSuite {

    private static final String PAYMENT = "payment.bpmn";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private ApplicationContext node;

    @LocalManagementPort
    private int managementPort;

    @Value("${coincide.processes.location}")
    private Path folder;

    private EditedModels models;

    @BeforeEach
    void open() {
        models = new EditedModels(folder);
    }

    /** The server goes back to its own models. */
    @AfterEach
    void putBack() {
        models.clear();
        awaitUntil(() -> {
            assertThat(processes().path("refused")).isEmpty();
            assertThat(latest("order").getVersionTag()).isNotEqualTo("edited");
        });
    }

    @Test
    void aSavedModelRunsAtOnceAndWhatRunsGoesOnByItsOwn() {
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
        assertThat(LegalHistory.objections(acme.ofOrder(reference(old)))).isEmpty();
        assertThat(LegalHistory.objections(acme.ofOrder(reference(next)))).isEmpty();
        assertThat(deployments()).isEqualTo(deployments + 1);
        assertThat(running("order.bpmn"))
                .singleElement()
                .satisfies(order -> assertThat(order.path("version").asInt()).isEqualTo(before.getVersion() + 1));
    }

    @Test
    void nodesThatSeeAChangeTogetherDeployItOnce() {
        SecondNode second = new SecondNode(node);
        SecondNode third = new SecondNode(node);
        long deployments = deployments();
        models.save("order.bpmn", tagged("edited"));
        Clock clock = Clock.systemUTC();
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> third.look(clock.instant()));
        second.look(clock.instant());
        meanwhile.join();
        awaitUntil(() -> assertThat(latest("order").getVersionTag()).isEqualTo("edited"));
        new SecondNode(node).look(clock.instant());
        assertThat(deployments()).isEqualTo(deployments + 1);
    }

    @Test
    void aDecisionTableIsDeployedLikeAModel() {
        models.save("edited.dmn", decision().getBytes(StandardCharsets.UTF_8));
        awaitUntil(() -> assertThat(running("edited.dmn"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.path("key").asText()).isEqualTo("edited")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aModelThatBreaksTheRulesIsRefusedAndNamed(Mistake mistake, CapturedOutput log) {
        ProcessDefinition before = latest("payment");
        models.save(PAYMENT, mistake.change());
        awaitUntil(() -> assertThat(refusals(processes().path("refused"))).anySatisfy(mistake::isNamedIn));
        assertThat(health().path("status").asText()).isEqualTo("MODELS_REFUSED");
        assertThat(refusals(health().at("/components/processes/details/refused")))
                .anySatisfy(mistake::isNamedIn);
        assertThat(log.getOut()).contains(PAYMENT + ": " + mistake.element() + ": ");
        assertThat(latest("payment").getId()).isEqualTo(before.getId());
    }

    /** The command makes none of them, and knows the same. */
    @Test
    void anEditorsCommandKnowsTheBeansThatTheServerHas() {
        try (ConfigurableApplicationContext reading = ReadingServer.open()) {
            assertThat(reading.getBean(NameableBeans.class).all())
                    .isEqualTo(node.getBean(NameableBeans.class).all());
        }
    }

    @Test
    void aModelThatIsMendedRuns() {
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

    @Test
    void whatIsNoModelAtAllIsRefused() {
        models.save(PAYMENT, "not yet saved".getBytes(StandardCharsets.UTF_8));
        awaitUntil(() -> assertThat(refusals(processes().path("refused")))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).startsWith(PAYMENT + "//cannot be read")));
    }

    @Test
    void aClientDoesNotSeeTheModels() {
        assertThat(http.withBasicAuth("acme", secrets.ofClient("acme"))
                        .getForEntity("/api/operations/processes", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
    }

    /** What an editor could do, and where it must be found. */
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
            "the contract knows no trading.payment AUTHORISED");

    static Stream<Mistake> aModelThatBreaksTheRulesIsRefusedAndNamed() {
        return Stream.of(
                UNKNOWN_STATUS,
                new Mistake(
                        "no time to live",
                        model -> ((Process) model.getModelElementById("payment"))
                                .removeAttributeNs("http://camunda.org/schema/1.0/bpmn", "historyTimeToLive"),
                        "payment",
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
                        model -> ((ServiceTask) model.getModelElementById("Task_RemindClient"))
                                .setCamundaDelegateExpression("${remindCleint}"),
                        "Task_RemindClient",
                        "write ${remindClient}"),
                new Mistake(
                        "a timer without a time, which only the engine's own parser finds",
                        model -> model.getModelElementById("TimerEventDefinition_GraceElapsed")
                                .replaceWithElement(model.newInstance(TimerEventDefinition.class)),
                        "Event_GraceElapsed",
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

    private static Consumer<BpmnModelInstance> tagged(String tag) {
        return model ->
                model.getModelElementsByType(Process.class).forEach(process -> process.setCamundaVersionTag(tag));
    }

    private Stream<String> tags(ObjectNode order) {
        return acme.ofOrder(reference(order)).stream()
                .map(message -> message.at("/data/process"))
                .filter(process -> process.path("definition").asText().equals("order"))
                .map(process -> process.path("versionTag").asText());
    }

    private long deployments() {
        return repository.createDeploymentQuery().deploymentName("processes").count();
    }

    private ProcessDefinition latest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
    }

    private List<JsonNode> running(String file) {
        return StreamSupport.stream(processes().path("running").spliterator(), false)
                .filter(model -> model.path("file").asText().equals(file))
                .toList();
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

    private JsonNode processes() {
        Login operator = secrets.operator();
        return http.withBasicAuth(operator.name(), operator.password())
                .getForObject("/api/operations/processes", JsonNode.class);
    }

    private JsonNode health() {
        return http.getForObject("http://localhost:" + managementPort + "/actuator/health/models", JsonNode.class);
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

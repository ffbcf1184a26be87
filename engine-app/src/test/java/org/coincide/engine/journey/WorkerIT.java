package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.coincide.engine.models.SecondNode;
import org.coincide.engine.support.Orders;
import org.coincide.engine.web.WholeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Workers outside the server do external tasks of an editor's model over Camunda's REST API. */
@WholeServer
class WorkerIT extends SavedModelsScenario {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerIT.class);

    private static final String BUREAU = "credit-bureau";
    private static final String OTHER = "label-printer";
    private static final Path EXAMPLE = Path.of("../docs/examples/worker");

    @Autowired
    private ExternalTaskService externalTasks;

    @Autowired
    private ApplicationContext node;

    @TempDir
    private static Path installed;

    private ObjectNode order;

    @BeforeEach
    void waitForAWorker() throws IOException {
        models.save("order.bpmn", withCreditCheck());
        awaitUntil(() -> assertThat(latest("order").getVersionTag()).isEqualTo("credit-check"));
        order = Orders.ordinary();
        acme.order(order);
        awaitUntil(() -> assertThat(waiting()).hasSize(1));
    }

    /** A task that a test leaves open would be fetched by the next test, beside its own. */
    @AfterEach
    void doTheTaskThatIsLeft() {
        waiting().forEach(task -> {
            externalTasks.unlock(task);
            externalTasks.lock(task, BUREAU, 60_000);
            externalTasks.complete(task, BUREAU, Map.of("creditGood", true));
        });
    }

    @Test
    void aWorkerReadsTheOrderAndCompletesItsTask() {
        String task = fetch(60_000);

        JsonNode read = worker(BUREAU).getForObject(path(task, "order"), JsonNode.class);
        assertThat(read.path("orderReference").asText()).isEqualTo(reference(order));
        assertThat(read.path("clientId").asText()).isEqualTo("acme");
        assertThat(complete(task, "creditGood", true)).isEqualTo(HttpStatus.NO_CONTENT);

        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("IN_PROGRESS"));
    }

    @Test
    void changedTopicsCheckTheDeployedModelsAgain() {
        assertThat(new SecondNode(node).hasChecked()).isFalse();

        SecondNode changed = SecondNode.with(Map.of(), node);
        assertThat(changed.refusals()).anyMatch(reason -> reason.contains("credit-check"));
        assertThat(latest("order").getVersionTag()).isEqualTo("credit-check");

        assertThat(new SecondNode(node).hasChecked()).isFalse();
    }

    @Test
    void aResultThatTheTopicDoesNotDeclareIsRefused() {
        String task = fetch(60_000);

        assertThat(complete(task, "creditGood", "yes")).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(complete(task, "orderAccepted", true)).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(BUREAU, path(task, "bpmnError"), Map.of("workerId", BUREAU, "errorCode", "NONE"))
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void aFailureWithoutRetriesIsAnIncident() {
        String task = fetch(60_000);

        assertThat(post(
                                BUREAU,
                                path(task, "failure"),
                                Map.of("workerId", BUREAU, "errorMessage", "bureau closed", "retries", 0))
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);

        assertThat(runtime.createIncidentQuery()
                        .incidentType("failedExternalTask")
                        .list())
                .anySatisfy(
                        incident -> assertThat(incident.getIncidentMessage()).isEqualTo("bureau closed"));
        externalTasks.setRetries(task, 1);
        assertThat(complete(fetch(60_000), "creditGood", false)).isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    void aTaskWhoseLockExpiresIsFetchedAgain() {
        String task = fetch(1_000);

        assertThat(fetch(60_000)).isEqualTo(task);
        assertThat(complete(task, "creditGood", true)).isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    void anotherWorkerAndAPersonGetNothing() {
        String task = fetch(60_000);

        assertThat(fetchAs(OTHER, "label-print", 60_000)).isEmpty();
        assertThat(post(OTHER, "/engine-rest/external-task/fetchAndLock", fetching(OTHER, "credit-check", 1_000))
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(post(OTHER, "/engine-rest/external-task/fetchAndLock", fetching(BUREAU, "label-print", 1_000))
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        for (String action : List.of("complete", "failure", "bpmnError", "extendLock", "unlock")) {
            assertThat(post(OTHER, path(task, action), Map.of("workerId", BUREAU))
                            .getStatusCode())
                    .as(action)
                    .isEqualTo(HttpStatus.NOT_FOUND);
        }
        assertThat(status(worker(OTHER), path(task, "order"))).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(Stream.of("/engine-rest/task", "/engine-rest/external-task", "/api/operations/processes")
                        .map(path -> status(worker(BUREAU), path)))
                .allMatch(HttpStatus::is4xxClientError);
        assertThat(status(http.withBasicAuth("otto", secrets.ofPerson("otto")), path(task, "order")))
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(status(http.withBasicAuth(BUREAU, "wrong"), path(task, "order")))
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(complete(task, "creditGood", true)).isEqualTo(HttpStatus.NO_CONTENT);
    }

    @Test
    void aLockBeyondTheLimitIsRefused() {
        assertThat(post(BUREAU, "/engine-rest/external-task/fetchAndLock", fetching(BUREAU, "credit-check", 3_600_001))
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** Skipped, with the reason in the log, where Node or the worker's package is missing. */
    @Test
    void theExampleInJavaScriptCompletesATask() throws Exception {
        Process node = start("worker.js");
        try {
            awaitUntil(() -> assertThat(waiting()).as(log()).isEmpty());
            awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("IN_PROGRESS"));
        } finally {
            node.destroy();
        }
    }

    @Test
    void theWebhookWorkerReportsTheAnswerOfAnAddress() throws Exception {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        Queue<String> ids = new ConcurrentLinkedQueue<>();
        HttpServer receiver = receiver(request -> {
            String body = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = request.getRequestHeaders().getFirst("webhook-id");
            bodies.add(body);
            ids.add(id);
            assertThat(request.getRequestHeaders().getFirst("webhook-signature"))
                    .isEqualTo(signature(id, request.getRequestHeaders().getFirst("webhook-timestamp"), body));
            return bodies.size() == 1 ? "503" : "{\"creditGood\": true}";
        });
        Process node = start("webhook.js", "credit-check", address(receiver));
        try {
            awaitUntil(() -> assertThat(waiting()).as(log()).isEmpty());
            awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).startsWith("IN_PROGRESS"));
            assertThat(ids).hasSize(2);
            assertThat(Set.copyOf(ids)).hasSize(1);
            assertThat(bodies).allSatisfy(body -> assertThat(body).contains(reference(order)));
        } finally {
            node.destroy();
            receiver.stop(0);
        }
    }

    @Test
    void theWebhookWorkerWaitsForABusyAddress() throws Exception {
        HttpServer receiver = receiver(request -> {
            request.getResponseHeaders().set("Retry-After", "120");
            return "503";
        });
        String task = waiting().get(0);
        Process node = start("webhook.js", "credit-check", address(receiver));
        try {
            awaitUntil(() -> assertThat(failed(task)).as(log()).hasValueSatisfying(failed -> assertThat(
                            failed.getLockExpirationTime())
                    .as("the worker's own pause is 100 ms")
                    .isAfter(Date.from(Instant.now().plusSeconds(60)))));
        } finally {
            node.destroy();
            receiver.stop(0);
        }
    }

    private Optional<ExternalTask> failed(String task) {
        return Optional.ofNullable(externalTasks
                        .createExternalTaskQuery()
                        .externalTaskId(task)
                        .singleResult())
                .filter(found -> found.getErrorMessage() != null);
    }

    @Test
    void aWorkerWaitsForABusyServer() throws Exception {
        Queue<Instant> requests = new ConcurrentLinkedQueue<>();
        HttpServer server = receiver(request -> {
            requests.add(Instant.now());
            request.getResponseHeaders().set("Retry-After", "3");
            request.getResponseHeaders().set("Content-Type", "application/json");
            return requests.size() == 1 ? "429" : "[]";
        });
        Process node = startAt("http://127.0.0.1:" + server.getAddress().getPort(), "worker.js");
        try {
            awaitUntil(() -> assertThat(requests).as(log()).hasSizeGreaterThan(1));
            assertThat(Duration.between(requests.remove(), requests.remove()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        } finally {
            node.destroy();
            server.stop(0);
        }
    }

    @Test
    void anAnswerThatTheTopicDoesNotDeclareIsAnIncident() throws Exception {
        HttpServer receiver = receiver(request -> "{\"creditGood\": \"yes\"}");
        String task = waiting().get(0);
        Process node = start("webhook.js", "credit-check", address(receiver));
        try {
            awaitUntil(() -> assertThat(runtime.createIncidentQuery()
                            .incidentType("failedExternalTask")
                            .list())
                    .as(log())
                    .anySatisfy(
                            incident -> assertThat(incident.getConfiguration()).isEqualTo(task)));
        } finally {
            node.destroy();
            receiver.stop(0);
        }
        externalTasks.setRetries(task, 1);
        assertThat(complete(fetch(60_000), "creditGood", false)).isEqualTo(HttpStatus.NO_CONTENT);
    }

    /** The answer of an address: a status, or the body of a status 200. */
    private interface Answer {
        String to(HttpExchange request) throws Exception;
    }

    private static HttpServer receiver(Answer answer) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", request -> {
            String text;
            try {
                text = answer.to(request);
            } catch (Exception | AssertionError wrong) {
                text = "400";
            }
            boolean isStatus = text.length() == 3;
            byte[] body = isStatus ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(isStatus ? Integer.parseInt(text) : 200, isStatus ? -1 : body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        receiver.start();
        return receiver;
    }

    private static String address(HttpServer receiver) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/orders";
    }

    private static String signature(String id, String timestamp, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a key of the example's worker".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(
                                mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    /** Starts an example, whose package is installed once; aborts the test where Node is missing. */
    private Process start(String script, String... more) throws Exception {
        return startAt(http.getRootUri(), script, more);
    }

    private Process startAt(String server, String script, String... more) throws Exception {
        for (String file : List.of("package.json", "retry-after.js", "worker.js", "webhook.js")) {
            Files.copy(EXAMPLE.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String missing = Files.exists(installed.resolve("node_modules")) ? "" : missing(installed);
        if (!missing.isEmpty()) {
            LOG.warn("The workers in JavaScript are not tested: {}", missing);
        }
        assumeTrue(missing.isEmpty(), missing);
        List<String> command = new ArrayList<>(List.of("node", script, server, BUREAU, secrets.ofWorker(BUREAU)));
        command.addAll(List.of(more));
        ProcessBuilder worker = new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(installed.resolve("log.txt").toFile());
        worker.environment()
                .put(
                        "WEBHOOK_SECRET",
                        "whsec_"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "a key of the example's worker".getBytes(StandardCharsets.UTF_8)));
        worker.environment().put("WEBHOOK_PAUSE", "100");
        return worker.start();
    }

    private static String log() {
        try {
            return Files.readString(installed.resolve("log.txt"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    private static String missing(Path folder) throws InterruptedException {
        try {
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.txt").toFile())
                    .start();
            if (!npm.waitFor(2, TimeUnit.MINUTES)) {
                npm.destroy();
                return "npm install did not end within 2 minutes";
            }
            return npm.exitValue() == 0 ? "" : "npm install failed: " + Files.readString(folder.resolve("npm.txt"));
        } catch (IOException none) {
            return "npm is not installed: " + none.getMessage();
        }
    }

    /** The server's order, with an external task before the decision. */
    private static byte[] withCreditCheck() throws IOException {
        String order = new String(
                WorkerIT.class.getResourceAsStream("/processes/order.bpmn").readAllBytes(), StandardCharsets.UTF_8);
        return order.replaceFirst("camunda:versionTag=\"[^\"]*\"", "camunda:versionTag=\"credit-check\"")
                .replace(
                        "sourceRef=\"StartEvent_OrderReceived\" targetRef=\"Gateway_DecisionDue\"",
                        "sourceRef=\"StartEvent_OrderReceived\" targetRef=\"Task_CheckCredit\"")
                .replace(
                        "<bpmn:incoming>Flow_OrderReceived_DecisionDue</bpmn:incoming>",
                        "<bpmn:incoming>Flow_CreditChecked</bpmn:incoming>")
                .replaceFirst(
                        "<bpmn:sequenceFlow id=\"Flow_OrderReceived_DecisionDue\"",
                        """
                        <bpmn:serviceTask id="Task_CheckCredit" name="Check credit" camunda:type="external" camunda:topic="credit-check">
                          <bpmn:incoming>Flow_OrderReceived_DecisionDue</bpmn:incoming>
                          <bpmn:outgoing>Flow_CreditChecked</bpmn:outgoing>
                        </bpmn:serviceTask>
                        <bpmn:sequenceFlow id="Flow_CreditChecked" sourceRef="Task_CheckCredit" targetRef="Gateway_DecisionDue" />
                        <bpmn:sequenceFlow id="Flow_OrderReceived_DecisionDue\"""")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<String> waiting() {
        return externalTasks.createExternalTaskQuery().topicName("credit-check").list().stream()
                .filter(task -> tradingId(order).equals(task.getBusinessKey()))
                .map(task -> task.getId())
                .toList();
    }

    /** Fetches the task of the order. A worker of another test that has ended can have locked it by a request that still waited. */
    private String fetch(long lock) {
        String task = waiting().get(0);
        awaitUntil(() -> assertThat(fetchAs(BUREAU, "credit-check", lock))
                .extracting(one -> one.path("id").asText())
                .contains(task));
        return task;
    }

    private JsonNode fetchAs(String worker, String topic, long lock) {
        return post(worker, "/engine-rest/external-task/fetchAndLock", fetching(worker, topic, lock))
                .getBody();
    }

    private static Map<String, Object> fetching(String workerId, String topic, long lock) {
        return Map.of(
                "workerId",
                workerId,
                "maxTasks",
                10,
                "topics",
                List.of(Map.of("topicName", topic, "lockDuration", lock)));
    }

    private HttpStatus complete(String task, String variable, Object value) {
        return HttpStatus.valueOf(post(
                        BUREAU,
                        path(task, "complete"),
                        Map.of("workerId", BUREAU, "variables", Map.of(variable, Map.of("value", value))))
                .getStatusCode()
                .value());
    }

    private ResponseEntity<JsonNode> post(String worker, String path, Object body) {
        return worker(worker).postForEntity(path, body, JsonNode.class);
    }

    private static HttpStatus status(TestRestTemplate account, String path) {
        return HttpStatus.valueOf(
                account.getForEntity(path, String.class).getStatusCode().value());
    }

    private TestRestTemplate worker(String name) {
        return http.withBasicAuth(name, secrets.ofWorker(name));
    }

    private static String path(String task, String action) {
        return "/engine-rest/external-task/" + task + "/" + action;
    }
}

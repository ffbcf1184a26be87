package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.broker.EmbeddedBroker;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.reconciliation.Reconciler;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.PostRecorder;
import org.coincide.engine.support.QueueClient;
import org.coincide.engine.support.Recording;
import org.coincide.engine.support.Recordings;
import org.coincide.engine.support.TradeHistoryRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Two clients connected to a server, and the queries of a test about them. The tests of one lane share a server, so a test looks only
 * at its own orders.
 */
abstract class JourneyScenario {

    private static final Logger LOG = LoggerFactory.getLogger(JourneyScenario.class);

    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Checks before failed jobs are retried: a failed job is rarely the reason for waiting. */
    private static final int LOOKS_ALONE = 3;

    @Autowired
    EmbeddedBroker broker;

    @Autowired
    AccountSecrets secrets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    TestRestTemplate http;

    @Autowired
    private PostRecorder posts;

    @Autowired
    private ApplicationContext server;

    QueueClient acme;
    QueueClient globex;

    @BeforeEach
    void connect() {
        acme = client("acme");
        globex = client("globex");
        posts.into(recordings());
    }

    QueueClient client(String id) {
        return new QueueClient(broker.address(), id, secrets.ofClient(id));
    }

    @AfterEach
    void disconnect(TestInfo test) throws Exception {
        acme.close();
        globex.close();
        if (!provokesDiscrepancies()) {
            assertNoDiscrepancies();
        }
        Recordings.write(getClass(), test, recordings());
    }

    /** Removes the process instances of a deployment, which the server does not delete with it. */
    void removeProcesses(String deploymentId) {
        ProcessRemoval removal = bean(ProcessRemoval.class);
        List<ProcessInstance> left = runtime.createProcessInstanceQuery()
                .deploymentId(deploymentId)
                .rootProcessInstances()
                .list();
        bean(TransactionOperations.class)
                .executeWithoutResult(
                        status -> left.forEach(instance -> removal.remove(instance.getId(), "the test is over")));
    }

    /** Returns whether the test takes a process away from its trade, so that the reconciler must report it. */
    boolean provokesDiscrepancies() {
        return false;
    }

    /** The reconciler, which runs all the while, has reported none of the test's trades. */
    private void assertNoDiscrepancies() {
        bean(Reconciler.class).compare();
        Set<String> trades = Stream.of(acme, globex)
                .flatMap(client -> client.received().stream())
                .map(message -> message.at("/data/tradingId").asText())
                .collect(Collectors.toSet());
        assertThat(jdbc.sql("SELECT trading_id, kind, text FROM trade_discrepancy").query().listOfRows().stream()
                        .filter(row -> trades.contains(row.get("trading_id"))))
                .as("discrepancies that the reconciler reported")
                .isEmpty();
    }

    private Map<String, Recording> recordings() {
        return Map.of("acme", acme.recording(), "globex", globex.recording());
    }

    /** Places an order that is held because of its address. */
    ObjectNode held() {
        ObjectNode order = Orders.ordinary();
        ((ObjectNode) order.get("shipTo")).put("country", "AQ");
        acme.order(order);
        awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
        return order;
    }

    /** Places an order whose payment provider never responds. */
    ObjectNode stuckAtTheProvider() {
        ObjectNode order = Orders.byCard("tok_unavailable");
        acme.order(order);
        awaitStatuses(order, "ACCEPTED/PREPARING/PENDING");
        return order;
    }

    void awaitStatuses(ObjectNode order, String statuses) {
        awaitUntil(() -> assertThat(acme.statusesOf(reference(order))).isEqualTo(statuses));
    }

    /** Waits, and retries failed jobs immediately instead of after minutes. */
    void awaitUntil(ThrowingRunnable assertion) {
        AtomicInteger looks = new AtomicInteger();
        await().atMost(PATIENCE).untilAsserted(() -> {
            try {
                assertion.run();
            } catch (AssertionError notYet) {
                if (looks.incrementAndGet() > LOOKS_ALONE) {
                    tryFailedJobsAtOnce();
                }
                throw notYet;
            }
        });
    }

    void tryFailedJobsAtOnce() {
        management.createJobQuery().withException().list().forEach(this::tryAtOnce);
    }

    private void tryAtOnce(Job failed) {
        try {
            management.setJobDuedate(failed.getId(), Date.from(Clock.systemUTC().instant()));
        } catch (ProcessEngineException alreadyRunning) {
            LOG.debug("Job {} is being tried already", failed.getId(), alreadyRunning);
        }
    }

    /** Fires the timers of this activity of the order. */
    void fire(ObjectNode order, String activityId) {
        awaitUntil(() -> assertThat(timers(order, activityId)).isNotEmpty());
        timers(order, activityId).forEach(management::executeJob);
    }

    List<String> timers(ObjectNode order, String activityId) {
        return timers(tradingId(order), activityId);
    }

    List<String> timers(String tradingId, String activityId) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(tradingId).list().stream()
                .flatMap(instance ->
                        management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .activityId(activityId)
                                .list()
                                .stream())
                .map(Job::getId)
                .toList();
    }

    Task task(ObjectNode order, String definition) {
        awaitUntil(() -> assertThat(tasksOf(order, definition)).hasSize(1));
        return tasksOf(order, definition).get(0);
    }

    List<Task> tasksOf(ObjectNode order, String definition) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(tradingId(order))
                .taskDefinitionKey(definition)
                .list();
    }

    JsonNode newest(ObjectNode order) {
        List<JsonNode> messages = acme.ofOrder(reference(order));
        return messages.get(messages.size() - 1).path("data");
    }

    long reservedOf(ObjectNode order) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM consignment WHERE trading_id = ? AND status IN ('PREPARING', 'PICKED', 'HANDING_OVER')")
                .param(newest(order).path("tradingId").asText())
                .query(Long.class)
                .single();
    }

    List<Integer> attemptsAtTheProvider(String idempotencyKey) {
        return jdbc.sql("SELECT attempts FROM simulated_provider_call WHERE idempotency_key = ?")
                .param(idempotencyKey)
                .query(Integer.class)
                .list();
    }

    long count(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    <T> T bean(Class<T> type) {
        return server.getBean(type);
    }

    /** Waits until the client knows the trade. */
    String tradeOf(ObjectNode order) {
        awaitUntil(() -> assertThat(acme.ofOrder(reference(order))).isNotEmpty());
        return tradingId(order);
    }

    String tradingId(ObjectNode order) {
        return acme.ofOrder(reference(order)).get(0).at("/data/tradingId").asText();
    }

    List<JsonNode> refusalsOf(ObjectNode order) {
        return acme.received().stream()
                .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                .map(event -> event.path("data"))
                .filter(data -> data.path("tradingId").asText().equals(tradingId(order)))
                .toList();
    }

    void assertLegal(ObjectNode order) {
        assertThat(TradeHistoryRules.objections(acme.ofOrder(reference(order)))).isEmpty();
    }

    static String reference(ObjectNode order) {
        return order.path("orderReference").asText();
    }
}

package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/** Behaviour of the engine that the server relies on, on every database. */
@BothDatabases
class EngineIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SpringBootTest(classes = EngineOnlyConfiguration.class, webEnvironment = WebEnvironment.NONE)
    @ActiveProfiles("engine-alone")
    abstract static class OnEachDatabase {

        private static final Duration SOON = Duration.ofSeconds(60);

        @Autowired
        private RepositoryService repository;

        @Autowired
        private RuntimeService runtime;

        @Autowired
        private TaskService tasks;

        @Autowired
        private ManagementService management;

        @Autowired
        private HistoryService history;

        @Autowired
        private IdentityService identity;

        @Autowired
        private AuthorizationService authorizations;

        @AfterEach
        void nothingIsLeftBehind() {
            repository
                    .createDeploymentQuery()
                    .list()
                    .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        }

        @Test
        void timersMessagesAndParallelBranchesCarryAnInstanceToItsEnd() {
            deploy(Bpmn.createExecutableProcess("journey")
                    .camundaHistoryTimeToLive(180)
                    .startEvent()
                    .parallelGateway("fork")
                    .intermediateCatchEvent("timer")
                    .timerWithDuration("PT0.1S")
                    .parallelGateway("join")
                    .endEvent()
                    .moveToNode("fork")
                    .intermediateCatchEvent("message")
                    .message("payment.received")
                    .connectTo("join")
                    .done());
            String instance = runtime.startProcessInstanceByKey("journey", "T-1", Map.of("amount", 12.5, "card", true))
                    .getId();

            // Both at once would meet at the join, where one of them has to be tried again.
            await().atMost(SOON)
                    .until(() -> history.createHistoricActivityInstanceQuery()
                                    .processInstanceId(instance)
                                    .activityId("timer")
                                    .finished()
                                    .count()
                            == 1);
            runtime.createMessageCorrelation("payment.received")
                    .processInstanceBusinessKey("T-1")
                    .setVariable("paid", new Date())
                    .correlate();

            await().atMost(SOON).until(() -> isEnded(instance));
            assertThat(history.createHistoricVariableInstanceQuery()
                            .processInstanceId(instance)
                            .count())
                    .isEqualTo(3);
            assertThat(history.createHistoricActivityInstanceQuery()
                            .processInstanceId(instance)
                            .finished()
                            .orderByHistoricActivityInstanceEndTime()
                            .asc()
                            .list())
                    .extracting("activityId")
                    .contains("timer", "message", "join");
        }

        @Test
        void aFailedStepIsAnIncidentUntilARetrySucceeds() {
            deploy(Bpmn.createExecutableProcess("failing")
                    .camundaHistoryTimeToLive(180)
                    .startEvent()
                    .serviceTask("step")
                    .camundaAsyncBefore()
                    .camundaFailedJobRetryTimeCycle("R1/PT0S")
                    .camundaExpression("${1 / divisor}")
                    .endEvent()
                    .done());
            String instance = runtime.startProcessInstanceByKey("failing", Map.of("divisor", "nothing"))
                    .getId();

            await().atMost(SOON)
                    .until(() -> runtime.createIncidentQuery()
                                    .processInstanceId(instance)
                                    .count()
                            == 1);
            assertThat(runtime.createProcessInstanceQuery().withIncident().count())
                    .isEqualTo(1);
            assertThat(management
                            .createProcessDefinitionStatisticsQuery()
                            .includeIncidents()
                            .includeFailedJobs()
                            .list())
                    .singleElement()
                    .satisfies(definition -> {
                        assertThat(definition.getFailedJobs()).isEqualTo(1);
                        assertThat(definition.getIncidentStatistics())
                                .singleElement()
                                .extracting("incidentCount")
                                .isEqualTo(1);
                    });
            Job dead = management.createJobQuery().noRetriesLeft().singleResult();
            assertThat(management.getJobExceptionStacktrace(dead.getId())).contains("nothing");

            runtime.setVariable(instance, "divisor", 2);
            management.setJobRetries(dead.getId(), 1);

            await().atMost(SOON).until(() -> isEnded(instance));
            assertThat(history.createHistoricIncidentQuery().resolved().count()).isEqualTo(1);
        }

        @Test
        void fiftyInstancesWithParallelBranchesEndWithoutADeadJob() throws Exception {
            var fork = Bpmn.createExecutableProcess("parallel")
                    .camundaHistoryTimeToLive(180)
                    .startEvent()
                    .camundaAsyncBefore()
                    .parallelGateway("fork");
            var joined = fork.serviceTask("a")
                    .camundaAsyncBefore()
                    .camundaExpression("${execution.setVariable('a', 1)}")
                    .parallelGateway("join")
                    .camundaAsyncBefore()
                    .endEvent();
            for (String branch : List.of("b", "c")) {
                joined.moveToNode("fork")
                        .serviceTask(branch)
                        .camundaAsyncBefore()
                        .camundaExpression("${execution.setVariable('" + branch + "', 1)}")
                        .connectTo("join");
            }
            deploy(joined.done());

            inParallel(50, () -> runtime.startProcessInstanceByKey("parallel").getId());

            await().atMost(SOON)
                    .until(() -> history.createHistoricProcessInstanceQuery()
                                    .finished()
                                    .count()
                            == 50);
            assertThat(runtime.createIncidentQuery().count()).isZero();
            assertThat(management
                            .createJobQuery()
                            .processDefinitionKey("parallel")
                            .count())
                    .isZero();
        }

        @RepeatedTest(5)
        void concurrentDeploymentsOfOneModelDeployItOnce() throws Exception {
            BpmnModelInstance model = Bpmn.createExecutableProcess("once")
                    .camundaHistoryTimeToLive(180)
                    .startEvent()
                    .endEvent()
                    .done();

            inParallel(8, () -> repository
                    .createDeployment()
                    .name("once")
                    .enableDuplicateFiltering(true)
                    .addModelInstance("once.bpmn", model)
                    .deploy());

            assertThat(repository
                            .createProcessDefinitionQuery()
                            .processDefinitionKey("once")
                            .list())
                    .singleElement()
                    .extracting("version")
                    .isEqualTo(1);
        }

        @Test
        void historyIsCleanedUpWhenItsTimeToLiveHasPassed() {
            deploy(Bpmn.createExecutableProcess("shortLived")
                    .camundaHistoryTimeToLive(0)
                    .startEvent()
                    .endEvent()
                    .done());
            String instance = runtime.startProcessInstanceByKey(
                            "shortLived", Map.of("text", "x".repeat(5000).getBytes()))
                    .getId();
            assertThat(isEnded(instance)).isTrue();

            history.cleanUpHistoryAsync(true);

            await().atMost(SOON)
                    .until(() -> history.createHistoricProcessInstanceQuery()
                                    .processInstanceId(instance)
                                    .count()
                            == 0);
            assertThat(history.createHistoricVariableInstanceQuery()
                            .processInstanceId(instance)
                            .count())
                    .isZero();
            assertThat(history.findHistoryCleanupJobs())
                    .allSatisfy(job -> assertThat(job.getExceptionMessage()).isNull());
        }

        @Test
        void aUserIdThatIsTakenIsABadRequest() {
            identity.saveUser(identity.newUser("mary"));
            try {
                assertThatThrownBy(() -> identity.saveUser(identity.newUser("mary")))
                        .isInstanceOf(BadUserRequestException.class)
                        .hasMessageContaining("already exists");
            } finally {
                identity.deleteUser("mary");
            }
        }

        @Test
        void aSecondAuthorizationOfTheSameKindIsAConstraintViolation() {
            Authorization first = authorizations.saveAuthorization(aGrantFor("mary"));
            try {
                assertThatThrownBy(() -> authorizations.saveAuthorization(aGrantFor("mary")))
                        .isInstanceOfSatisfying(ProcessEngineException.class, refusal -> assertThat(
                                        ExceptionUtil.checkConstraintViolationException(refusal))
                                .isTrue());
            } finally {
                authorizations.deleteAuthorization(first.getId());
            }
        }

        @Test
        void aValueThatIsTooLongIsABadRequest() {
            deploy(Bpmn.createExecutableProcess("waiting")
                    .camundaHistoryTimeToLive(180)
                    .startEvent()
                    .userTask()
                    .endEvent()
                    .done());
            String instance = runtime.startProcessInstanceByKey("waiting").getId();

            assertThatThrownBy(() -> runtime.setVariable(instance, "long", "x".repeat(4001)))
                    .isInstanceOf(BadUserRequestException.class);
            assertThat(tasks.createTaskQuery().processInstanceId(instance).count())
                    .isEqualTo(1);
        }

        private Authorization aGrantFor(String user) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setUserId(user);
            grant.setResource(Resources.TASK);
            grant.setResourceId("*");
            grant.addPermission(Permissions.READ);
            return grant;
        }

        private void deploy(BpmnModelInstance model) {
            repository.createDeployment().addModelInstance("model.bpmn", model).deploy();
        }

        private boolean isEnded(String instance) {
            return history.createHistoricProcessInstanceQuery()
                            .processInstanceId(instance)
                            .finished()
                            .count()
                    == 1;
        }

        private static void inParallel(int times, Callable<?> action) throws Exception {
            var threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> results = IntStream.range(0, times)
                        .<Future<?>>mapToObj(i -> threads.submit(action))
                        .toList();
                for (Future<?> result : results) {
                    result.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}

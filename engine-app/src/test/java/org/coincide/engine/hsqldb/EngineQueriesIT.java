package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.history.DurationReportResult;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.query.PeriodUnit;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.LongValue;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/** Runs every query of the engine, because the engine assembles the SQL differently for each database. */
@BothDatabases
class EngineQueriesIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SpringBootTest(
            classes = EngineOnlyConfiguration.class,
            webEnvironment = WebEnvironment.NONE,
            properties = "camunda.bpm.job-execution.enabled=false")
    @ActiveProfiles("engine-alone")
    abstract static class OnEachDatabase {

        /** Columns that the table has on no database: a defect of the engine 7.24. */
        private static final Set<String> BROKEN_EVERYWHERE = Set.of(
                "createHistoricTaskInstanceQuery.orderByCaseDefinitionId",
                "createHistoricTaskInstanceQuery.orderByCaseInstanceId",
                "createHistoricTaskInstanceQuery.orderByCaseExecutionId");

        @Autowired
        private ProcessEngine engine;

        private String instance;

        @BeforeEach
        void aLittleOfEverything() {
            engine.getRepositoryService()
                    .createDeployment()
                    .name("questions")
                    .addModelInstance(
                            "questions.bpmn",
                            Bpmn.createExecutableProcess("questions")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .userTask("ask")
                                    .camundaCandidateGroups("clerks")
                                    .userTask("answer")
                                    .endEvent()
                                    .done())
                    .deploy();
            instance = start("Q-1").getId();
            engine.getTaskService()
                    .complete(engine.getTaskService()
                            .createTaskQuery()
                            .singleResult()
                            .getId());
            String ended = start("Q-2").getId();
            for (int i = 0; i < 2; i++) {
                engine.getTaskService()
                        .complete(engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceId(ended)
                                .singleResult()
                                .getId());
            }
            engine.getRuntimeService()
                    .updateProcessInstanceSuspensionState()
                    .byProcessInstanceIds(List.of(instance))
                    .suspendAsync();
        }

        @AfterEach
        void nothingIsLeftBehind() {
            configuration().setAuthorizationEnabled(false);
            engine.getIdentityService().clearAuthentication();
            engine.getManagementService().createBatchQuery().list().forEach(batch -> engine.getManagementService()
                    .deleteBatch(batch.getId(), true));
            engine.getRepositoryService()
                    .createDeploymentQuery()
                    .list()
                    .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
        }

        @TestFactory
        Stream<DynamicTest> everyQueryInEveryOrder() {
            return queries().map(query -> DynamicTest.dynamicTest(query.name(), () -> askInEveryOrder(query)));
        }

        @TestFactory
        Stream<DynamicTest> everyQueryOfAUserWithoutRights() {
            return queries()
                    .map(query -> DynamicTest.dynamicTest(query.name(), () -> {
                        configuration().setAuthorizationEnabled(true);
                        engine.getIdentityService()
                                .setAuthentication("mary", List.of("clerks", "drivers"), List.of("tenant"));
                        query.create().list();
                        query.create().count();
                    }));
        }

        @Test
        void reportsOnDurations() {
            for (PeriodUnit unit : PeriodUnit.values()) {
                List<DurationReportResult> instances = engine.getHistoryService()
                        .createHistoricProcessInstanceReport()
                        .startedAfter(new Date(0))
                        .duration(unit);
                assertThat(instances).hasSize(1);
                assertThat(engine.getHistoryService()
                                .createHistoricTaskInstanceReport()
                                .duration(unit))
                        .hasSize(1);
            }
        }

        @Test
        void reportsOnTasks() {
            var report = engine.getHistoryService();
            assertThat(report.createHistoricTaskInstanceReport().countByProcessDefinitionKey())
                    .hasSize(1);
            assertThat(report.createHistoricTaskInstanceReport().countByTaskName())
                    .isNotEmpty();
            assertThat(engine.getTaskService().createTaskReport().taskCountByCandidateGroup())
                    .isNotEmpty();
        }

        @Test
        void reportsOnWhatMayBeCleanedUp() {
            var report = engine.getHistoryService();
            assertThat(report.createCleanableHistoricProcessInstanceReport()
                            .orderByFinished()
                            .desc()
                            .list())
                    .hasSize(1);
            report.createCleanableHistoricBatchReport()
                    .orderByFinishedBatchOperation()
                    .asc()
                    .list();
            report.createCleanableHistoricDecisionInstanceReport()
                    .orderByFinished()
                    .asc()
                    .list();
            report.createCleanableHistoricCaseInstanceReport()
                    .orderByFinished()
                    .asc()
                    .list();
        }

        @Test
        void metricsAreCountedAndSummedPerInterval() {
            var management = engine.getManagementService();
            configuration().getDbMetricsReporter().reportNow();
            assertThat(management
                            .createMetricsQuery()
                            .name("activity-instance-start")
                            .sum())
                    .isPositive();
            assertThat(management.createMetricsQuery().interval(900)).isNotEmpty();
            assertThat(management
                            .createMetricsQuery()
                            .aggregateByReporter()
                            .limit(5)
                            .interval())
                    .isNotEmpty();
            management.getUniqueTaskWorkerCount(new Date(0), new Date());
            management.deleteTaskMetrics(new Date(0));
            management.deleteMetrics(new Date(0), "nobody");
        }

        @Test
        void tasksAreFoundByAlternatives() {
            assertThat(engine.getTaskService()
                            .createTaskQuery()
                            .or()
                            .taskCandidateGroup("clerks")
                            .processVariableValueEquals("amount", 12L)
                            .taskNameLike("%nothing\\_%")
                            .endOr()
                            .initializeFormKeys()
                            .orderByProcessVariable("amount", ValueType.LONG)
                            .desc()
                            .orderByTaskNameCaseInsensitive()
                            .asc()
                            .list())
                    .hasSize(1);
            assertThat(engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .or()
                            .processInstanceBusinessKeyLike("Q-%")
                            .variableValueGreaterThan("amount", 1000L)
                            .endOr()
                            .matchVariableNamesIgnoreCase()
                            .list())
                    .hasSize(1);
            assertThat(engine.getHistoryService()
                            .createHistoricProcessInstanceQuery()
                            .or()
                            .finished()
                            .variableValueNotEquals("amount", 12L)
                            .endOr()
                            .executedActivityAfter(new Date(0))
                            .list())
                    .hasSize(1);
        }

        @Test
        void statisticsCountWhatWaitsAndWhatFailed() {
            var management = engine.getManagementService();
            String definition = engine.getRepositoryService()
                    .createProcessDefinitionQuery()
                    .singleResult()
                    .getId();
            assertThat(management
                            .createActivityStatisticsQuery(definition)
                            .includeFailedJobs()
                            .includeIncidents()
                            .list())
                    .hasSize(1);
            assertThat(engine.getHistoryService()
                            .createHistoricActivityStatisticsQuery(definition)
                            .includeFinished()
                            .includeCanceled()
                            .includeCompleteScope()
                            .includeIncidents()
                            .list())
                    .isNotEmpty();
            management
                    .createDeploymentStatisticsQuery()
                    .includeFailedJobs()
                    .includeIncidentsForType("failedJob")
                    .list();
            assertThat(management.createBatchStatisticsQuery().list()).hasSize(1);
            assertThat(management.getTableCount().get("ACT_RU_TASK")).isEqualTo(1L);
            assertThat(management.getTableMetaData("ACT_RU_TASK").getColumnNames())
                    .isNotEmpty();
            assertThat(management
                            .createTablePageQuery()
                            .tableName("ACT_RU_TASK")
                            .orderAsc("NAME_")
                            .listPage(0, 5)
                            .getTotal())
                    .isEqualTo(1);
        }

        @Test
        void variablesOfEveryKindAreFoundAgain() {
            var runtime = engine.getRuntimeService();
            runtime.setVariables(
                    instance,
                    Map.of("text", "it's", "day", new Date(0), "yes", true, "double", 1.5, "bytes", new byte[100_000]));
            LongValue amount = Variables.longValue(12L);
            assertThat(runtime.<LongValue>getVariableTyped(instance, "amount").getValue())
                    .isEqualTo(amount.getValue());
            assertThat(runtime.createProcessInstanceQuery()
                            .variableValueEquals("text", "it's")
                            .variableValueEquals("day", new Date(0))
                            .variableValueEquals("yes", true)
                            .variableValueLessThan("double", 2.0)
                            .count())
                    .isEqualTo(1);
            assertThat((byte[]) runtime.getVariable(instance, "bytes")).hasSize(100_000);
        }

        private org.camunda.bpm.engine.runtime.ProcessInstance start(String businessKey) {
            return engine.getRuntimeService()
                    .startProcessInstanceByKey("questions", businessKey, Map.of("amount", 12L));
        }

        private ProcessEngineConfigurationImpl configuration() {
            return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        }

        /** Each method of each service that creates a query without arguments. */
        private Stream<Question> queries() {
            return Stream.of(
                            engine.getRuntimeService(),
                            engine.getRepositoryService(),
                            engine.getTaskService(),
                            engine.getHistoryService(),
                            engine.getIdentityService(),
                            engine.getManagementService(),
                            engine.getAuthorizationService(),
                            engine.getCaseService(),
                            engine.getFilterService(),
                            engine.getExternalTaskService())
                    .flatMap(service -> Stream.of(service.getClass().getMethods())
                            .filter(method ->
                                    method.getName().matches("create.*Query") && method.getParameterCount() == 0)
                            .filter(method -> Query.class.isAssignableFrom(method.getReturnType()))
                            .sorted(Comparator.comparing(Method::getName))
                            .map(method -> new Question(service, method)));
        }

        private static void askInEveryOrder(Question question) throws ReflectiveOperationException {
            question.create().list();
            question.create().count();
            for (Method order : question.orders()) {
                try {
                    ((Query<?, ?>) order.invoke(question.create())).asc().list();
                    ((Query<?, ?>) order.invoke(question.create())).desc().listPage(0, 2);
                } catch (InvocationTargetException e) {
                    assertThat(e.getCause())
                            .as(order.getName())
                            .isInstanceOfAny(NotValidException.class, BadUserRequestException.class);
                }
            }
        }

        private record Question(Object service, Method method) {

            String name() {
                return method.getName();
            }

            Query<?, ?> create() throws ReflectiveOperationException {
                return (Query<?, ?>) method.invoke(service);
            }

            List<Method> orders() {
                List<Method> orders =
                        new ArrayList<>(List.of(method.getReturnType().getMethods()));
                orders.removeIf(order -> !order.getName().startsWith("orderBy") || order.getParameterCount() > 0);
                orders.removeIf(order -> BROKEN_EVERYWHERE.contains(name() + "." + order.getName()));
                return orders;
            }
        }
    }
}

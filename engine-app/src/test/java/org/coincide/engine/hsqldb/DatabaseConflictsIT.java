package org.coincide.engine.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Conflicts of concurrent transactions: one wins, and the other gets an exception that the server can handle. */
@BothDatabases
class DatabaseConflictsIT {

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

        @Autowired
        private ProcessEngine engine;

        @Autowired
        private JdbcClient jdbc;

        @Autowired
        private PlatformTransactionManager transactions;

        private String instance;

        @BeforeEach
        void oneInstanceThatWaits() {
            engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(
                            "waiting.bpmn",
                            Bpmn.createExecutableProcess("waiting")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .userTask()
                                    .endEvent()
                                    .done())
                    .deploy();
            instance = engine.getRuntimeService()
                    .startProcessInstanceByKey("waiting")
                    .getId();
            jdbc.sql("INSERT INTO note (id, reading) VALUES (1, 0), (2, 0)").update();
        }

        @AfterEach
        void nothingIsLeftBehind() {
            jdbc.sql("DELETE FROM note").update();
            engine.getRepositoryService()
                    .createDeploymentQuery()
                    .list()
                    .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
        }

        @Test
        void whoeverChangesATaskSecondLosesOptimistically() {
            String task =
                    engine.getTaskService().createTaskQuery().singleResult().getId();

            assertThatThrownBy(
                            () -> configuration().getCommandExecutorTxRequired().execute(context -> {
                                var mine = context.getTaskManager().findTaskById(task);
                                elsewhere(() -> engine.getTaskService().setPriority(task, 3));
                                mine.setPriority(7);
                                return null;
                            }))
                    .isInstanceOf(OptimisticLockingException.class);
            assertThat(engine.getTaskService().createTaskQuery().singleResult().getPriority())
                    .isEqualTo(3);
        }

        @Test
        void whoeverAddsAVariableSecondLosesOptimistically() {
            assertThatThrownBy(() -> withTheExecution(mine -> {
                        mine.getVariablesLocal();
                        elsewhere(() -> engine.getRuntimeService().setVariable(instance, "answer", 42));
                        mine.setVariableLocal("answer", 43);
                    }))
                    .isInstanceOf(OptimisticLockingException.class);
            assertThat(engine.getRuntimeService().getVariable(instance, "answer"))
                    .isEqualTo(42);
        }

        @Test
        void aVariableForAnInstanceThatHasGoneLosesOptimistically() {
            assertThatThrownBy(() -> withTheExecution(mine -> {
                        mine.getVariablesLocal();
                        elsewhere(() -> engine.getRuntimeService().deleteProcessInstance(instance, "gone"));
                        mine.setVariableLocal("answer", 43);
                    }))
                    .isInstanceOf(OptimisticLockingException.class);
        }

        @Test
        void ourOwnSecondRowWithAKeyIsADuplicateKey() {
            assertThatThrownBy(() -> jdbc.sql("INSERT INTO note (id, reading) VALUES (1, 1)")
                            .update())
                    .isInstanceOf(DuplicateKeyException.class);
        }

        @Test
        void ourOwnRowWithoutAValueIsAnIntegrityViolationButNoDuplicate() {
            assertThatThrownBy(() -> jdbc.sql("INSERT INTO note (id, reading) VALUES (3, NULL)")
                            .update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .isNotInstanceOf(DuplicateKeyException.class);
        }

        @Test
        void oneOfTwoDeadlockedTransactionsFailsAsAConcurrencyFailure() {
            CyclicBarrier bothHaveOne = new CyclicBarrier(2);

            var upwards = CompletableFuture.supplyAsync(() -> outcome(bothHaveOne, 1, 2), Threads.ONE_PER_TASK);
            var downwards = CompletableFuture.supplyAsync(() -> outcome(bothHaveOne, 2, 1), Threads.ONE_PER_TASK);

            assertThat(List.of(upwards.join(), downwards.join()))
                    .containsExactlyInAnyOrder("committed", "concurrency failure");
            assertThat(jdbc.sql("SELECT SUM(reading) FROM note")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }

        @Test
        void anUpdateHoldsTheRowSoThatNoIncrementIsLost() {
            int threads = 4;
            int increments = 50;
            var all = java.util.stream.IntStream.range(0, threads)
                    .mapToObj(thread -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < increments; i++) {
                                    incrementByReadingAfterUpdating();
                                }
                            },
                            Threads.ONE_PER_TASK))
                    .toArray(CompletableFuture[]::new);

            CompletableFuture.allOf(all).join();

            assertThat(jdbc.sql("SELECT reading FROM note WHERE id = 1")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(threads * increments);
        }

        /**
         * Increments like the trade's sequence: the update takes the lock, and the following read sees the own value.
         */
        private void incrementByReadingAfterUpdating() {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                jdbc.sql("UPDATE note SET reading = reading WHERE id = 1").update();
                int read = jdbc.sql("SELECT reading FROM note WHERE id = 1")
                        .query(Integer.class)
                        .single();
                jdbc.sql("UPDATE note SET reading = ? WHERE id = 1")
                        .param(read + 1)
                        .update();
            });
        }

        private String outcome(CyclicBarrier bothHaveOne, int first, int second) {
            try {
                new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    increment(first);
                    meet(bothHaveOne);
                    increment(second);
                });
                return "committed";
            } catch (ConcurrencyFailureException e) {
                return "concurrency failure";
            }
        }

        private void increment(int id) {
            jdbc.sql("UPDATE note SET reading = reading + 1 WHERE id = ?")
                    .param(id)
                    .update();
        }

        private static void meet(CyclicBarrier barrier) {
            try {
                barrier.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private void withTheExecution(Consumer<ExecutionEntity> change) {
            configuration().getCommandExecutorTxRequired().execute(context -> {
                change.accept(context.getExecutionManager().findExecutionById(instance));
                return null;
            });
        }

        /** Runs in another thread, hence in another transaction, which has ended at return. */
        private static void elsewhere(Runnable change) {
            CompletableFuture.runAsync(change, Threads.ONE_PER_TASK).join();
        }

        private ProcessEngineConfigurationImpl configuration() {
            return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        }
    }
}

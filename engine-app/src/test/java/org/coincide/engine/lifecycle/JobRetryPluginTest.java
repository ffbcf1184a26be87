package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.hsqldb.EngineInMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;

/** A step whose retry cycle begins with an hour. */
class JobRetryPluginTest {

    private static final int COLLISIONS = 3;

    private ProcessEngine engine;
    private RuntimeException failure;

    @BeforeEach
    void start() {
        ProcessEngineConfigurationImpl configuration = EngineInMemory.configuration();
        configuration.setBeans(Map.of("step", (JavaDelegate) execution -> work()));
        new JobRetryPlugin(new AbandonedJobs(null, null), new JobRetryProperties(COLLISIONS)).preInit(configuration);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "steps.bpmn",
                        Bpmn.createExecutableProcess("steps")
                                .startEvent()
                                .serviceTask("step")
                                .camundaAsyncBefore()
                                .camundaFailedJobRetryTimeCycle("PT1H,PT2H")
                                .camundaDelegateExpression("${step}")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("steps");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aCollisionIsFollowedByAnotherAttemptAtOnce() {
        fail(new OptimisticLockingException("another transaction was earlier"));
        assertThat(due()).isEqualTo(1);

        failure = null;
        execute();
        assertThat(jobs()).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void aDeadlockIsFollowedByAnotherAttemptAtOnce(RuntimeException deadlock) {
        fail(deadlock);
        assertThat(due()).isEqualTo(1);
        assertThat(job().getRetries()).isEqualTo(3);
    }

    static Stream<RuntimeException> aDeadlockIsFollowedByAnotherAttemptAtOnce() {
        return Stream.of(
                new CannotAcquireLockException("deadlock detected"),
                new IllegalStateException(new SQLException("deadlock detected", "40P01")),
                new IllegalStateException(new SQLTransactionRollbackException("serialization failure", "40001")));
    }

    @Test
    void aJobThatMeetsDeadlocksForEverBecomesAnIncident() {
        for (int attempt = 0; attempt < COLLISIONS; attempt++) {
            fail(new CannotAcquireLockException("deadlock detected"));
        }
        assertThat(job().getRetries()).isEqualTo(3);

        fail(new CannotAcquireLockException("deadlock detected"));

        assertThat(due()).isZero();
        assertThat(job().getRetries()).isEqualTo(2);
    }

    @Test
    void aJobThatCollidesAgainAndAgainWaits() {
        for (int attempt = 0; attempt < 2 * COLLISIONS; attempt++) {
            fail(new OptimisticLockingException("another transaction was earlier"));
        }
        assertThat(due()).isZero();
        assertThat(job().getRetries()).isEqualTo(3);
    }

    @Test
    void aFailureAfterACollisionBeginsTheRetryCycle() {
        fail(new OptimisticLockingException("another transaction was earlier"));
        fail(new IllegalStateException("the provider is away"));
        assertThat(due()).isZero();
        assertThat(job().getRetries()).isEqualTo(2);
        assertThat(job().getExceptionMessage()).isEqualTo("the provider is away");
    }

    private void work() {
        if (failure != null) {
            throw failure;
        }
    }

    private void fail(RuntimeException with) {
        failure = with;
        assertThat(catchThrowable(this::execute)).isNotNull();
    }

    /** Locks the job, as a thread of the job executor does, and executes it. */
    private void execute() {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(new AcquireJobsCmd(configuration.getJobExecutor()));
        engine.getManagementService().executeJob(job().getId());
    }

    private Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    private long due() {
        return engine.getManagementService().createJobQuery().executable().count();
    }

    private long jobs() {
        return engine.getManagementService().createJobQuery().count();
    }
}

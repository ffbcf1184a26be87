package org.coincide.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.hsqldb.EngineInMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks for due jobs after the execution of one that was handed over. */
class HandedOverExecutionTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final DueJobs due = new DueJobs(nanoTime::get);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger executed = new AtomicInteger();
    private ProcessEngine engine;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void start() {
        ProcessEngineConfigurationImpl configuration = EngineInMemory.configuration();
        configuration.setBeans(Map.of("task", (JavaDelegate) execution -> {
            executed.incrementAndGet();
            meanwhile.run();
        }));
        configuration.setJobExecutor(new DefaultJobExecutor() {
            @Override
            public boolean isActive() {
                return true;
            }

            @Override
            public void jobWasAdded() {
                looks.incrementAndGet();
            }
        });
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "task.bpmn",
                        Bpmn.createExecutableProcess("task")
                                .startEvent()
                                .serviceTask()
                                .camundaAsyncBefore()
                                .camundaFailedJobRetryTimeCycle("R3/PT2S")
                                .camundaDelegateExpression("${task}")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("task");
        looks.set(0);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void withoutOtherJobsItDoesNotLook() {
        execute();
        assertThat(executed).hasValue(1);
        assertThat(looks).hasValue(0);
    }

    @Test
    void onceInTheLongestPauseItLooksForTimers() {
        nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(1));
        execute();
        assertThat(looks).hasValue(1);

        engine.getRuntimeService().startProcessInstanceByKey("task");
        looks.set(0);
        execute();
        assertThat(looks).hasValue(0);
    }

    @Test
    void afterAJobThatNoThreadGotItLooks() {
        meanwhile = () -> {
            due.stored();
            due.acquired(0, 8);
        };
        execute();
        assertThat(looks).hasValue(1);
    }

    @Test
    void whileDueJobsWaitItLooks() {
        due.acquired(8, 8);
        execute();
        assertThat(looks).hasValue(1);
    }

    @Test
    void afterAFailureTheEngineLooksForTheRetry() {
        meanwhile = () -> {
            throw new IllegalStateException("The task fails");
        };
        execute();
        assertThat(looks).hasValue(1);
        assertThat(engine.getManagementService().createJobQuery().singleResult().getRetries())
                .isEqualTo(2);
    }

    private void execute() {
        String job =
                engine.getManagementService().createJobQuery().singleResult().getId();
        new HandedOverExecution(List.of(job), (ProcessEngineImpl) engine, due, due.count()).run();
    }
}

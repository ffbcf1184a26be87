package org.coincide.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.CallActivityBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process whose one branch calls a process with a partner, asynchronous after; the other branch waits for a report. */
class DirectStepsAfterCallTest {

    private static final String TRADE = "6a1f";

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private ProcessEngine engine;
    private boolean lockedAsRead = true;
    private boolean failing;

    @BeforeEach
    void start() {
        engine = HandOverEngine.start(
                Map.of("partner", (JavaDelegate) execution -> calls.incrementAndGet(), "step", (ExecutionListener)
                        execution -> step()),
                trade -> lockedAsRead && TRADE.equals(trade));
        deployCalled();
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private void step() {
        steps.incrementAndGet();
        if (failing) {
            throw new IllegalStateException("The step fails");
        }
    }

    @Test
    void theJobThatEndsACalledProcessGoesOnToTheJoin() {
        startCaller();
        executeJob();
        assertThat(calls).hasValue(1);
        assertThat(steps).hasValue(1);
        assertThat(jobs()).isEmpty();
        engine.getRuntimeService().correlateMessage("report");
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    /** The executions that the job read before its call may be stale. */
    @Test
    void afterAnotherMoveOfTheTradeTheStepIsAJob() {
        lockedAsRead = false;
        startCaller();
        executeJob();
        assertThat(steps).hasValue(0);
        executeJob();
        assertThat(calls).hasValue(1);
        assertThat(steps).hasValue(1);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aJobThatFailedByItsStepIsRepeatedWithoutIt() {
        failing = true;
        startCaller();
        executeJob();
        assertThat(steps).hasValue(1);
        executeJob();
        assertThat(calls).hasValue(2);
        assertThat(steps).hasValue(1);
        assertThat(jobs()).extracting(Job::getRetries).containsExactly(3);
        executeJob();
        assertThat(calls).hasValue(2);
        assertThat(jobs()).extracting(Job::getRetries).containsExactly(2);
    }

    @Test
    void aTaskAfterACalledProcessIsAJob() {
        deploy(caller().serviceTask()
                .camundaDelegateExpression("${partner}")
                .endEvent()
                .done());
        executeJob();
        assertThat(calls).hasValue(1);
        assertThat(jobs()).hasSize(1);
    }

    private void deployCalled() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "called.bpmn",
                        Bpmn.createExecutableProcess("called")
                                .startEvent()
                                .serviceTask()
                                .camundaAsyncBefore()
                                .camundaDelegateExpression("${partner}")
                                .endEvent()
                                .done())
                .deploy();
    }

    private void startCaller() {
        deploy(caller().parallelGateway("join")
                .camundaExecutionListenerDelegateExpression("start", "${step}")
                .endEvent()
                .moveToNode("fork")
                .receiveTask()
                .message("report")
                .connectTo("join")
                .done());
    }

    private static CallActivityBuilder caller() {
        return Bpmn.createExecutableProcess("caller")
                .startEvent()
                .parallelGateway("fork")
                .callActivity()
                .calledElement("called")
                .camundaInBusinessKey("#{execution.processBusinessKey}")
                .camundaAsyncAfter();
    }

    private void deploy(BpmnModelInstance caller) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("caller.bpmn", caller)
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("caller", TRADE);
    }

    /** Executes the only job, as a thread of the engine does. */
    private void executeJob() {
        List<String> only = jobs().stream().map(Job::getId).toList();
        assertThat(only).hasSize(1);
        new ExecuteJobsRunnable(only, (ProcessEngineImpl) engine).run();
    }

    private List<Job> jobs() {
        return engine.getManagementService().createJobQuery().list();
    }
}

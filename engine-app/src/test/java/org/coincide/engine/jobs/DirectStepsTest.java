package org.coincide.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.EndEventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A process that waits for a report, of which an asynchronous step follows. */
class DirectStepsTest {

    private final AtomicInteger executed = new AtomicInteger();
    private ProcessEngine engine;
    private boolean failing;

    @BeforeEach
    void start() {
        engine = HandOverEngine.start(
                Map.of("listener", (ExecutionListener) execution -> execute(), "task", (JavaDelegate)
                        execution -> execute()),
                tradingId -> false);
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
        engine.close();
    }

    private void execute() {
        if (failing) {
            throw new IllegalStateException("The step fails");
        }
        executed.incrementAndGet();
    }

    @Test
    void anEventAfterTheReportIsExecutedWithIt() {
        deploy(endEvent("first").camundaAsyncBefore().done());
        DirectSteps.withSteps(this::report);
        assertThat(executed).hasValue(1);
        assertThat(jobs()).isZero();
        assertThat(instances()).isZero();
    }

    @Test
    void eachFurtherEventIsExecutedToo() {
        deploy(Bpmn.createExecutableProcess("reported")
                .startEvent()
                .receiveTask()
                .message("report")
                .intermediateThrowEvent()
                .camundaAsyncBefore()
                .camundaExecutionListenerDelegateExpression("start", "${listener}")
                .endEvent()
                .camundaAsyncBefore()
                .camundaExecutionListenerDelegateExpression("start", "${listener}")
                .done());
        DirectSteps.withSteps(this::report);
        assertThat(executed).hasValue(2);
        assertThat(jobs()).isZero();
        assertThat(instances()).isZero();
    }

    @Test
    void aStepThatFailsBecomesAJob() {
        deploy(endEvent("failing").camundaAsyncBefore().done());
        failing = true;
        DirectSteps.withSteps(this::report);
        assertThat(jobs()).isEqualTo(1);
        assertThat(instances()).isEqualTo(1);

        failing = false;
        engine.getManagementService()
                .executeJob(engine.getManagementService()
                        .createJobQuery()
                        .singleResult()
                        .getId());
        assertThat(executed).hasValue(1);
        assertThat(instances()).isZero();
    }

    @Test
    void aTaskAfterTheReportRemainsAJob() {
        deploy(Bpmn.createExecutableProcess("reported")
                .startEvent()
                .receiveTask()
                .message("report")
                .serviceTask()
                .camundaAsyncBefore()
                .camundaDelegateExpression("${task}")
                .endEvent()
                .done());
        DirectSteps.withSteps(this::report);
        assertThat(executed).hasValue(0);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void withoutItsCallerAskingAnEventRemainsAJob() {
        deploy(endEvent("plain").camundaAsyncBefore().done());
        report();
        assertThat(executed).hasValue(0);
        assertThat(jobs()).isEqualTo(1);
    }

    /** A failure of the step would roll back what the caller has done before. */
    @Test
    void withinAnotherTransactionAnEventRemainsAJob() {
        deploy(endEvent("within").camundaAsyncBefore().done());
        TransactionSynchronizationManager.setActualTransactionActive(true);
        DirectSteps.withSteps(this::report);
        assertThat(executed).hasValue(0);
        assertThat(jobs()).isEqualTo(1);
    }

    private static EndEventBuilder endEvent(String name) {
        return Bpmn.createExecutableProcess("reported")
                .startEvent()
                .receiveTask()
                .message("report")
                .endEvent(name)
                .camundaExecutionListenerDelegateExpression("start", "${listener}");
    }

    private void deploy(BpmnModelInstance model) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("reported.bpmn", model)
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("reported");
    }

    private Void report() {
        engine.getRuntimeService().correlateMessage("report");
        return null;
    }

    private long jobs() {
        return engine.getManagementService().createJobQuery().count();
    }

    private long instances() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }
}

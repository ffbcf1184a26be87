package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.coincide.engine.hsqldb.EngineInMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order's process that waits on hold, and restarts its review after an amendment. */
class OrderProcessTest {

    private final ProcessEngine engine = EngineInMemory.configuration().buildProcessEngine();
    private final OrderProcess process = new OrderProcess(engine.getRuntimeService(), engine.getManagementService());

    @BeforeEach
    void hold() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "order.bpmn",
                        Bpmn.createExecutableProcess("order")
                                .startEvent()
                                .userTask("Review")
                                .boundaryEvent("Overdue")
                                .cancelActivity(false)
                                .timerWithDuration("P1D")
                                .endEvent()
                                .moveToActivity("Review")
                                .boundaryEvent("Amended")
                                .message("order.amended")
                                .intermediateThrowEvent("Restarted")
                                .camundaAsyncBefore()
                                .userTask()
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("order", "t-1");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void anOrderOnHoldIsNotBetweenSteps() {
        assertThat(process.isBetweenSteps("t-1")).isFalse();
    }

    @Test
    void anAmendedOrderIsBetweenStepsUntilItIsDecided() {
        engine.getRuntimeService().correlateMessage("order.amended", "t-1");
        assertThat(process.isBetweenSteps("t-1")).isTrue();
    }

    @Test
    void aSuspendedProcessIsNotBetweenSteps() {
        engine.getRuntimeService().correlateMessage("order.amended", "t-1");
        engine.getRuntimeService()
                .suspendProcessInstanceById(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .singleResult()
                        .getId());
        assertThat(process.isBetweenSteps("t-1")).isFalse();
    }
}

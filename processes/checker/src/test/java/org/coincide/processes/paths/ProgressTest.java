package org.coincide.processes.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.ModelChange;
import org.junit.jupiter.api.Test;

/** Loops: each path must be able to end, and no job may follow another for ever. */
class ProgressTest {

    /** A cancellation could end the order, but until then the engine would execute a job after the other. */
    @Test
    void aLoopOfJobsIsFound() {
        var process = order();
        var model = process.startEvent()
                .serviceTask("Task_OpenPayment")
                .camundaDelegateExpression("${openPayment}")
                .camundaAsyncBefore()
                .connectTo("Task_OpenPayment")
                .done();
        process.eventSubProcess("Activity_Cancellation")
                .startEvent("StartEvent_CancellationRequested")
                .message("cancellation.requested")
                .endEvent("EndEvent_Cancelled");
        declareCancelled(model, "EndEvent_Cancelled");
        assertThat(violations(model))
                .containsExactly("jobs follow each other for ever; add a timer, a task or a message to the loop");
    }

    @Test
    void aLoopWithATimerIsNoLoopOfJobs() {
        var model = order().startEvent()
                .userTask("Task_Decide")
                .exclusiveGateway("Gateway_Again")
                .condition("yes", "${again}")
                .intermediateCatchEvent("Event_Waited")
                .timerWithDuration("PT1H")
                .serviceTask("Task_OpenPayment")
                .camundaDelegateExpression("${openPayment}")
                .camundaAsyncBefore()
                .connectTo("Task_Decide")
                .moveToNode("Gateway_Again")
                .condition("no", "${!again}")
                .endEvent("EndEvent_Cancelled")
                .done();
        declareCancelled(model, "EndEvent_Cancelled");
        assertThat(violations(model)).isEmpty();
    }

    @Test
    void tasksWithoutAnEndAreFound() {
        var model = order().startEvent()
                .userTask("Task_Ask")
                .userTask("Task_AskAgain")
                .connectTo("Task_Ask")
                .done();
        assertThat(violations(model)).containsExactly("the trade can never end from here");
    }

    /** A cancellation could end the order, but few clients cancel. */
    @Test
    void aWaitThatOnlyTheClientEndsIsFound() {
        var process = order();
        var model = process.startEvent()
                .intermediateCatchEvent("Event_StockArrived")
                .message("stock.arrived")
                .endEvent("EndEvent_Ended")
                .done();
        process.eventSubProcess("Activity_Cancellation")
                .startEvent("StartEvent_CancellationRequested")
                .message("cancellation.requested")
                .endEvent("EndEvent_Cancelled");
        declareCancelled(model, "EndEvent_Cancelled");
        assertThat(violations(model))
                .singleElement()
                .asString()
                .startsWith("waits until the client cancels or amends the order");
    }

    private static ProcessBuilder order() {
        return Bpmn.createExecutableProcess("order").camundaHistoryTimeToLiveString("P180D");
    }

    private static void declareCancelled(BpmnModelInstance model, String event) {
        Map<String, BpmnModelInstance> models = Map.of("order.bpmn", model);
        ModelChange.declare("order.bpmn", event, "trading.order", "CANCELLED").apply(models);
        ModelChange.declare("order.bpmn", event, "trading.delivery", "CANCELLED")
                .apply(models);
    }

    private static List<String> violations(BpmnModelInstance model) {
        var result = PathChecker.check(
                ModelSet.of(Map.of("order.bpmn", model)),
                DeclaredServer.INTERFACE,
                CheckLimits.DEFAULT,
                Integer.MAX_VALUE);
        return result.violations().stream().map(PathViolation::text).toList();
    }
}

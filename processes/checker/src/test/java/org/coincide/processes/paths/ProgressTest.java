package org.coincide.processes.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.MessageDeclaration;
import org.coincide.processes.server.ServerInterface;
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

    @Test
    void aWaitForWhatFewOrdersGetIsFound() {
        var model = order().startEvent()
                .serviceTask("Task_IssueInvoice")
                .camundaDelegateExpression("${issueInvoice}")
                .camundaAsyncBefore()
                .intermediateCatchEvent("Event_InstalmentReceived")
                .message("instalment.received")
                .endEvent("EndEvent_Cancelled")
                .done();
        declareCancelled(model, "EndEvent_Cancelled");
        assertThat(violations(model, withoutAwaitedMessages()))
                .singleElement()
                .asString()
                .startsWith("waits for a message that most orders never get");
    }

    private static ServerInterface withoutAwaitedMessages() {
        var server = DeclaredServer.INTERFACE;
        Map<String, MessageDeclaration> messages = new TreeMap<>();
        server.messages()
                .forEach((name, message) -> messages.put(
                        name,
                        new MessageDeclaration(
                                message.variables(),
                                message.key(),
                                message.when(),
                                message.decision(),
                                message.sentBy(),
                                false,
                                message.exceptional(),
                                message.changes())));
        return new ServerInterface(
                server.delegates(),
                server.executionListeners(),
                server.taskListeners(),
                messages,
                server.starts(),
                server.topics());
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
        return violations(model, DeclaredServer.INTERFACE);
    }

    private static List<String> violations(BpmnModelInstance model, ServerInterface server) {
        var result = PathChecker.check(
                ModelSet.of(Map.of("order.bpmn", model)), server, CheckLimits.DEFAULT, Integer.MAX_VALUE);
        return result.violations().stream().map(PathViolation::text).toList();
    }
}

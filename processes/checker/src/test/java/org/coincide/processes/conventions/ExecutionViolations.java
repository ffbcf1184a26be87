package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.removeExtension;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BpmnModelElementInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.coincide.processes.support.ModelChange;

/** Violations of the conventions for execution. */
final class ExecutionViolations {

    private static final String ORDER = "order.bpmn";

    private ExecutionViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        ExecutionConventions.PLATFORM,
                        edit(
                                ORDER,
                                "Definitions_Order",
                                Definitions.class,
                                definitions -> definitions.setAttributeValueNs(
                                        ExecutionConventions.MODELER_NS, "executionPlatformVersion", "7.19.0")),
                        "order.bpmn: Definitions_Order:"),
                new ViolationExample(
                        ExecutionConventions.PROCESS_SETTINGS,
                        edit(
                                ORDER,
                                "order",
                                Process.class,
                                process -> process.removeAttributeNs(BpmnModelConstants.CAMUNDA_NS, "versionTag")),
                        "order.bpmn: order: should have a version tag"),
                new ViolationExample(
                        ExecutionConventions.PROCESS_SETTINGS,
                        edit(
                                ORDER,
                                "order",
                                Process.class,
                                process -> process.setCamundaHistoryTimeToLiveString("P5D")),
                        "order.bpmn: order: the history time to live"),
                new ViolationExample(
                        ExecutionConventions.ASYNCHRONOUS_CALLS,
                        edit(ORDER, "Task_VoidRemainder", FlowNode.class, task -> task.setCamundaAsyncBefore(false)),
                        "order.bpmn: Task_VoidRemainder:"),
                new ViolationExample(
                        ExecutionConventions.LOCAL_CALLS,
                        edit(
                                ORDER,
                                "Gateway_OrderReleased",
                                FlowNode.class,
                                gateway -> gateway.setCamundaAsyncBefore(false)),
                        "order.bpmn: Task_OpenPayment: should be asyncBefore"),
                new ViolationExample(
                        ExecutionConventions.RETRIES,
                        removeExtension(ORDER, "Task_VoidRemainder", CamundaFailedJobRetryTimeCycle.class),
                        "order.bpmn: Task_VoidRemainder: should have a retry cycle"),
                new ViolationExample(
                        ExecutionConventions.RETRIES,
                        edit(ORDER, "Task_VoidRemainder", FlowNode.class, task -> task.setCamundaExclusive(false)),
                        "order.bpmn: Task_VoidRemainder: should be exclusive"),
                new ViolationExample(
                        ExecutionConventions.CALLED_PROCESSES,
                        call(call -> call.setCalledElement("shipping")),
                        "order.bpmn: CallActivity_DeliverConsignments: calls shipping, which is not a process"),
                new ViolationExample(
                        ExecutionConventions.CALLED_PROCESSES,
                        call(call -> call.setCamundaCalledElementBinding("latest")),
                        "order.bpmn: CallActivity_DeliverConsignments: the binding"),
                new ViolationExample(
                        ExecutionConventions.BUSINESS_KEY,
                        removeExtension(ORDER, "CallActivity_DeliverConsignments", CamundaIn.class),
                        "order.bpmn: CallActivity_DeliverConsignments:"),
                new ViolationExample(
                        ExecutionConventions.CALL_VARIABLES,
                        call(call -> add(call, CamundaIn.class).setCamundaVariables("all")),
                        "order.bpmn: CallActivity_DeliverConsignments:"),
                new ViolationExample(
                        ExecutionConventions.NO_SCRIPTS,
                        call(call -> add(call, CamundaScript.class).setCamundaScriptFormat("groovy")),
                        "order.bpmn: CallActivity_DeliverConsignments:"));
    }

    private static ModelChange call(Consumer<CallActivity> change) {
        return edit(ORDER, "CallActivity_DeliverConsignments", CallActivity.class, change);
    }

    private static <T extends BpmnModelElementInstance> T add(CallActivity call, Class<T> extension) {
        var added = call.getModelInstance().newInstance(extension);
        call.getExtensionElements().addChildElement(added);
        return added;
    }
}

package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.setCondition;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.coincide.processes.support.ModelChange;

/** Violations of the conventions for flows and compensation. */
final class FlowViolations {

    private static final String ORDER = "order.bpmn";
    private static final String INVOICE = "invoice.bpmn";

    private FlowViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        FlowConventions.CONDITIONS,
                        edit(
                                ORDER,
                                "Flow_HowToProceed_OrderFree",
                                SequenceFlow.class,
                                flow -> ModelChange.remove(flow.getConditionExpression())),
                        "order.bpmn: Flow_HowToProceed_OrderFree:"),
                new ViolationExample(
                        FlowConventions.NEGATED_NO,
                        setCondition(ORDER, "Flow_InStock_GoodsUnavailable", "${stockReserved}"),
                        "order.bpmn: Gateway_InStock:"),
                new ViolationExample(
                        FlowConventions.PARALLEL_JOINS,
                        edit(ORDER, "Task_PlanDelivery", FlowNode.class, task -> task.setCamundaAsyncBefore(true)),
                        "order.bpmn: Gateway_BothAnswered: should be asyncBefore"),
                new ViolationExample(
                        FlowConventions.PARALLEL_JOINS,
                        edit(
                                "delivery.bpmn",
                                "CallActivity_SettlePayment",
                                FlowNode.class,
                                call -> call.setCamundaAsyncAfter(false)),
                        "delivery.bpmn: Gateway_BothSettled: should be asyncBefore"),
                new ViolationExample(
                        CompensationConventions.COMPENSATION_JOBS,
                        edit(
                                ORDER,
                                "Event_DeliveryRecalled",
                                FlowNode.class,
                                event -> event.setCamundaAsyncBefore(false)),
                        "order.bpmn: Event_DeliveryRecalled: should be asyncBefore"),
                new ViolationExample(
                        FlowConventions.STATUSES_AFTER_MESSAGES,
                        edit(
                                INVOICE,
                                "EndEvent_PaymentReceived",
                                FlowNode.class,
                                end -> end.setCamundaAsyncBefore(false)),
                        "invoice.bpmn: EndEvent_PaymentReceived:"),
                new ViolationExample(
                        FlowConventions.ENDS,
                        ModelChange.removeFlow("dispatch.bpmn", "Flow_HandOverParcel_HandOverDue"),
                        "dispatch.bpmn: Task_HandOverParcel: has no flow that leaves it"),
                new ViolationExample(
                        FlowConventions.LOOPS,
                        edit(ORDER, "Flow_HowToProceed_OrderRejected", SequenceFlow.class, flow -> {
                            FlowNode gateway = flow.getModelInstance().getModelElementById("Gateway_DecisionDue");
                            flow.getTarget().getIncoming().remove(flow);
                            flow.setTarget(gateway);
                            gateway.getIncoming().add(flow);
                        }),
                        "order.bpmn: Task_DecideHold: is in a loop in which nothing waits"),
                new ViolationExample(
                        FlowConventions.ENDLESS_LOOPS,
                        edit(
                                "payment-authorization.bpmn",
                                "Flow_AuthorizePayment_ConfirmationDue",
                                SequenceFlow.class,
                                flow -> {
                                    flow.getTarget().getIncoming().remove(flow);
                                    flow.setTarget(flow.getSource());
                                    flow.getSource().getIncoming().add(flow);
                                }),
                        "payment-authorization.bpmn: Task_AuthorizePayment: is in a loop in which nothing waits and that"
                                + " only an error leaves"));
    }
}

package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.condition;
import static org.coincide.processes.support.ModelChange.to;

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
                        to(
                                ORDER,
                                "Flow_HowToProceed_OrderFree",
                                SequenceFlow.class,
                                flow -> ModelChange.remove(flow.getConditionExpression())),
                        "order.bpmn: Flow_HowToProceed_OrderFree:"),
                new ViolationExample(
                        FlowConventions.NEGATED_NO,
                        condition(ORDER, "Flow_InStock_StockFoundMissing", "${stockReserved}"),
                        "order.bpmn: Gateway_InStock:"),
                new ViolationExample(
                        FlowConventions.PARALLEL_JOINS,
                        to(ORDER, "Gateway_BothAnswered", FlowNode.class, join -> join.setCamundaAsyncBefore(false)),
                        "order.bpmn: Gateway_BothAnswered:"),
                new ViolationExample(
                        CompensationConventions.COMPENSATION_JOBS,
                        to(
                                ORDER,
                                "Event_DeliveryRecalled",
                                FlowNode.class,
                                event -> event.setCamundaAsyncBefore(false)),
                        "order.bpmn: Event_DeliveryRecalled: should be asyncBefore"),
                new ViolationExample(
                        FlowConventions.STATUSES_AFTER_MESSAGES,
                        to(
                                INVOICE,
                                "EndEvent_PaymentReceived",
                                FlowNode.class,
                                end -> end.setCamundaAsyncBefore(false)),
                        "invoice.bpmn: EndEvent_PaymentReceived:"));
    }
}

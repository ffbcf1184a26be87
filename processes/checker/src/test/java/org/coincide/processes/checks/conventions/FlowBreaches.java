package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.condition;
import static org.coincide.processes.support.Change.to;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.coincide.processes.support.Change;

/** Mistakes in where a token goes. */
final class FlowBreaches {

    private static final String ORDER = "order.bpmn";
    private static final String PAYMENT = "payment.bpmn";

    private FlowBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(
                new Breach(
                        FlowConventions.CONDITIONS,
                        to(
                                ORDER,
                                "Flow_HowToProceed_OrderFree",
                                SequenceFlow.class,
                                flow -> Change.remove(flow.getConditionExpression())),
                        "order.bpmn: Flow_HowToProceed_OrderFree:"),
                new Breach(
                        FlowConventions.NO_MEANS_NO,
                        condition(ORDER, "Flow_InStock_StockFoundMissing", "${stockReserved}"),
                        "order.bpmn: Gateway_InStock:"),
                new Breach(
                        FlowConventions.JOINS,
                        to(ORDER, "Gateway_BothAnswered", FlowNode.class, join -> join.setCamundaAsyncBefore(false)),
                        "order.bpmn: Gateway_BothAnswered:"),
                new Breach(
                        UndoingConventions.JOB,
                        to(
                                ORDER,
                                "Event_DeliveryRecalled",
                                FlowNode.class,
                                event -> event.setCamundaAsyncBefore(false)),
                        "order.bpmn: Event_DeliveryRecalled: should be asyncBefore"),
                new Breach(
                        FlowConventions.REPORTS,
                        to(
                                PAYMENT,
                                "EndEvent_PaymentReceived",
                                FlowNode.class,
                                end -> end.setCamundaAsyncBefore(false)),
                        "payment.bpmn: EndEvent_PaymentReceived:"));
    }
}

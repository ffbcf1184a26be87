package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.bend;
import static org.coincide.processes.support.Change.move;
import static org.coincide.processes.support.Change.to;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.coincide.processes.support.Change;

/** Mistakes in what a person sees. */
final class DiagramBreaches {

    private static final String ORDER = "order.bpmn";

    private DiagramBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(
                new Breach(
                        DiagramConventions.COMPLETE,
                        to(ORDER, "EndEvent_OrderRejected_di", BpmnShape.class, Change::remove),
                        "order.bpmn: EndEvent_OrderRejected: is not drawn"),
                new Breach(
                        DiagramConventions.COMPLETE,
                        to(
                                ORDER,
                                "EndEvent_OrderRejected_di",
                                BpmnShape.class,
                                shape -> Change.remove(shape.getBpmnLabel())),
                        "order.bpmn: EndEvent_OrderRejected: its name has no place"),
                new Breach(
                        DiagramConventions.APART,
                        move(ORDER, "EndEvent_OrderRejected", 750, -130),
                        "order.bpmn: EndEvent_OrderRejected: lies on Event_OrderAccepted"),
                new Breach(
                        DiagramConventions.SQUARE,
                        bend(ORDER, "Flow_DeliverConsignments_CloseDelivery", 1, 0, 7),
                        "order.bpmn: Flow_DeliverConsignments_CloseDelivery: should run level"),
                new Breach(
                        DiagramConventions.SQUARE,
                        bend(ORDER, "Flow_DeliverConsignments_CloseDelivery", 1, -7, 0),
                        "order.bpmn: Flow_DeliverConsignments_CloseDelivery: should end at the edges"),
                new Breach(
                        DiagramConventions.UNCROSSED,
                        bend(ORDER, "Flow_FulfilmentStarted_DeliverConsignments", 1, 140, 0),
                        "order.bpmn: Flow_FulfilmentStarted_DeliverConsignments: crosses Flow_DeliverConsignments_CloseDelivery"),
                new Breach(
                        DiagramConventions.CLEAR,
                        bend(ORDER, "Flow_FulfilmentStarted_DeliverConsignments", 1, 140, 0),
                        "order.bpmn: Flow_FulfilmentStarted_DeliverConsignments: runs through CallActivity_DeliverConsignments"),
                new Breach(
                        DiagramConventions.FORWARD,
                        bend(ORDER, "Flow_DeliverConsignments_CloseDelivery", 1, -200, 0),
                        "order.bpmn: Flow_DeliverConsignments_CloseDelivery:"));
    }
}

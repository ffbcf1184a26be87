package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;
import static org.coincide.processes.support.ModelChange.moveShape;
import static org.coincide.processes.support.ModelChange.moveWaypoint;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.coincide.processes.support.ModelChange;

/** Violations of the conventions for diagrams. */
final class DiagramViolations {

    private static final String ORDER = "order.bpmn";

    private DiagramViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        DiagramConventions.COMPLETE,
                        edit(ORDER, "EndEvent_OrderRejected_di", BpmnShape.class, ModelChange::remove),
                        "order.bpmn: EndEvent_OrderRejected: has no shape"),
                new ViolationExample(
                        DiagramConventions.COMPLETE,
                        edit(
                                ORDER,
                                "EndEvent_OrderRejected_di",
                                BpmnShape.class,
                                shape -> ModelChange.remove(shape.getBpmnLabel())),
                        "order.bpmn: EndEvent_OrderRejected: its name has no label"),
                new ViolationExample(
                        DiagramConventions.NO_OVERLAPS,
                        moveShape(ORDER, "EndEvent_OrderRejected", 750, -130),
                        "order.bpmn: EndEvent_OrderRejected: overlaps Event_OrderAccepted"),
                new ViolationExample(
                        DiagramConventions.ORTHOGONAL,
                        moveWaypoint(ORDER, "Flow_DeliverConsignments_CloseDelivery", 1, 0, 7),
                        "order.bpmn: Flow_DeliverConsignments_CloseDelivery: should run horizontally"),
                new ViolationExample(
                        DiagramConventions.ORTHOGONAL,
                        moveWaypoint(ORDER, "Flow_DeliverConsignments_CloseDelivery", 1, -7, 0),
                        "order.bpmn: Flow_DeliverConsignments_CloseDelivery: should begin and end at the edges"),
                new ViolationExample(
                        DiagramConventions.NO_CROSSINGS,
                        moveWaypoint(ORDER, "Flow_FulfilmentStarted_DeliverConsignments", 1, 140, 0),
                        "order.bpmn: Flow_FulfilmentStarted_DeliverConsignments: crosses Flow_DeliverConsignments_CloseDelivery"),
                new ViolationExample(
                        DiagramConventions.UNOBSTRUCTED,
                        moveWaypoint(ORDER, "Flow_FulfilmentStarted_DeliverConsignments", 1, 140, 0),
                        "order.bpmn: Flow_FulfilmentStarted_DeliverConsignments: runs through CallActivity_DeliverConsignments"),
                new ViolationExample(
                        DiagramConventions.LEFT_TO_RIGHT,
                        moveWaypoint(ORDER, "Flow_DeliverConsignments_CloseDelivery", 1, -200, 0),
                        "order.bpmn: Flow_DeliverConsignments_CloseDelivery:"));
    }
}

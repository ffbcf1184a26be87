package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.declare;
import static org.coincide.processes.support.ModelChange.edit;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;

/** Violations of the conventions for time limits and timers. */
final class DeadlineViolations {

    private DeadlineViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        DeadlineConventions.TIMER_DURATIONS,
                        edit(
                                "delivery.bpmn",
                                "TimerEventDefinition_CarriageOverdue",
                                TimerEventDefinition.class,
                                timer -> timer.getTimeDuration().setTextContent("10 days")),
                        "delivery.bpmn: Event_CarriageOverdue: the duration 10 days is invalid"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        declare("order.bpmn", "Event_OrderHeld", "trading.due", "P2D"),
                        "order.bpmn: Event_OrderHeld: the time limit P2D differs from the timers that start with it: "
                                + "BoundaryEvent_ReviewMissed P3D, BoundaryEvent_ReviewOverdue P1D; use the duration of one of them"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        edit(
                                "delivery.bpmn",
                                "TimerEventDefinition_CarriageOverdue",
                                TimerEventDefinition.class,
                                timer -> timer.getTimeDuration().setTextContent("P12D")),
                        "dispatch.bpmn: EndEvent_GoodsShipped: the time limit P10D differs from the timers that start with it: "),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        declare("order.bpmn", "EndEvent_OrderRejected", "trading.due", "P1D"),
                        "order.bpmn: EndEvent_OrderRejected: the time limit P1D has no timer"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        declare("order.bpmn", "Event_OrderHeld", "trading.due", "one day"),
                        "order.bpmn: Event_OrderHeld: the time limit one day is invalid"));
    }
}

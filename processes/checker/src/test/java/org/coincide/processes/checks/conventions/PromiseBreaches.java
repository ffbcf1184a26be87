package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.say;
import static org.coincide.processes.support.Change.to;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;

/** Promises that no timer keeps. */
final class PromiseBreaches {

    private PromiseBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(
                new Breach(
                        PromiseConventions.READABLE,
                        to(
                                "delivery.bpmn",
                                "TimerEventDefinition_CarriageOverdue",
                                TimerEventDefinition.class,
                                timer -> timer.getTimeDuration().setTextContent("10 days")),
                        "delivery.bpmn: Event_CarriageOverdue: waits for 10 days, which is no duration"),
                new Breach(
                        PromiseConventions.KEPT_BY_A_TIMER,
                        say("order.bpmn", "Event_OrderHeld", "trading.due", "P2D"),
                        "order.bpmn: Event_OrderHeld: promises P2D, but what begins with it takes other times: "
                                + "BoundaryEvent_ReviewMissed P3D, BoundaryEvent_ReviewOverdue P1D; promise what the timer says"),
                new Breach(
                        PromiseConventions.KEPT_BY_A_TIMER,
                        to(
                                "delivery.bpmn",
                                "TimerEventDefinition_CarriageOverdue",
                                TimerEventDefinition.class,
                                timer -> timer.getTimeDuration().setTextContent("P12D")),
                        "dispatch.bpmn: EndEvent_GoodsShipped: promises P10D, but what begins with it takes other times: "),
                new Breach(
                        PromiseConventions.KEPT_BY_A_TIMER,
                        say("order.bpmn", "EndEvent_OrderRejected", "trading.due", "P1D"),
                        "order.bpmn: EndEvent_OrderRejected: promises P1D, but no timer begins with it"),
                new Breach(
                        PromiseConventions.KEPT_BY_A_TIMER,
                        say("order.bpmn", "Event_OrderHeld", "trading.due", "one day"),
                        "order.bpmn: Event_OrderHeld: promises one day, which is no duration"));
    }
}

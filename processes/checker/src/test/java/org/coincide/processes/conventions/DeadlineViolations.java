package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.declare;
import static org.coincide.processes.support.ModelChange.edit;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Expression;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.support.ModelChange;

/** Violations of the conventions for time limits and timers. */
final class DeadlineViolations {

    private DeadlineViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        DeadlineConventions.UNREACHABLE_TIMERS,
                        reviewOverdue(TimeDuration.class, "P4D"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: never occurs, since it takes P4D, and"
                                + " BoundaryEvent_ReviewMissed ends Activity_ReviewOrder after P3D; make this timer shorter"),
                new ViolationExample(
                        DeadlineConventions.TIMERS,
                        edit(
                                "delivery.bpmn",
                                "TimerEventDefinition_CarriageOverdue",
                                TimerEventDefinition.class,
                                timer -> timer.getTimeDuration().setTextContent("10 days")),
                        "delivery.bpmn: Event_CarriageOverdue: the duration 10 days is invalid"),
                new ViolationExample(
                        DeadlineConventions.TIMERS,
                        reviewOverdue(TimeCycle.class, "every hour"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: the cycle every hour is invalid; use one such as"
                                + " R3/PT1H"),
                new ViolationExample(
                        DeadlineConventions.TIMERS,
                        reviewOverdue(TimeCycle.class, "R/PT0S"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: the cycle R/PT0S is invalid"),
                new ViolationExample(
                        DeadlineConventions.TIMERS,
                        reviewOverdue(TimeDate.class, "31.01.2027"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: the date 31.01.2027 is invalid; use one such as"
                                + " 2027-01-31T12:00:00Z"),
                new ViolationExample(
                        DeadlineConventions.DUE_DATES,
                        edit(
                                "order.bpmn",
                                "Task_ReviewHeldOrder",
                                UserTask.class,
                                task -> task.setCamundaDueDate("tomorrow")),
                        "order.bpmn: Task_ReviewHeldOrder: the due date tomorrow is invalid; use one such as P2D"),
                new ViolationExample(
                        DeadlineConventions.VARIABLES,
                        reviewOverdue(TimeDate.class, "${paymentMethod}"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: the date ${paymentMethod} is a text such as CARD; use"
                                + " a variable with values such as 2027-01-31T12:00:00Z"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        declare("order.bpmn", "Event_OrderHeld", "trading.due", "P2D"),
                        "order.bpmn: Event_OrderHeld: the time limit P2D differs from the timers that start with it:"
                                + " BoundaryEvent_ReviewMissed P3D, BoundaryEvent_ReviewOverdue P1D; use the duration of"
                                + " one of them"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        edit(
                                "delivery.bpmn",
                                "TimerEventDefinition_CarriageOverdue",
                                TimerEventDefinition.class,
                                timer -> timer.getTimeDuration().setTextContent("P12D")),
                        "dispatch.bpmn: EndEvent_GoodsShipped: the time limit P10D differs from the timers that start"
                                + " with it: "),
                new ViolationExample(
                        DeadlineConventions.LONG_DURATIONS,
                        reviewOverdue(TimeDuration.class, "P30M"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: waits for P30M, which is a year or more"),
                new ViolationExample(
                        DeadlineConventions.TIMERS,
                        reviewOverdue(TimeDuration.class, "P1W2D"),
                        "order.bpmn: BoundaryEvent_ReviewOverdue: the duration P1W2D is invalid"),
                new ViolationExample(
                        DeadlineConventions.RETRIED_ACTIVITIES,
                        edit("order.bpmn", "BoundaryEvent_StockExhausted", BoundaryEvent.class, event -> {
                            event.getEventDefinitions().clear();
                            event.getEventDefinitions()
                                    .add(event.getModelInstance().newInstance(TimerEventDefinition.class));
                        }),
                        "order.bpmn: BoundaryEvent_StockExhausted: does not run while Task_PlanDelivery waits for a"
                                + " retry, so that it never occurs; put Task_PlanDelivery into a sub-process"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        declare("order.bpmn", "EndEvent_OrderRejected", "trading.due", "P1D"),
                        "order.bpmn: EndEvent_OrderRejected: the time limit P1D has no timer"),
                new ViolationExample(
                        DeadlineConventions.TIME_LIMITS,
                        declare("order.bpmn", "Event_OrderHeld", "trading.due", "one day"),
                        "order.bpmn: Event_OrderHeld: the time limit one day is invalid"));
    }

    private static ModelChange reviewOverdue(Class<? extends Expression> kind, String value) {
        return edit("order.bpmn", "TimerEventDefinition_ReviewOverdue", TimerEventDefinition.class, timer -> {
            ModelChange.remove(timer.getTimeDuration());
            var model = (BpmnModelInstance) timer.getModelInstance();
            Expression time = model.newInstance(kind);
            time.setTextContent(value);
            timer.addChildElement(time);
        });
    }
}

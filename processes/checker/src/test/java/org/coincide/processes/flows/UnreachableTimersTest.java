package org.coincide.processes.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.coincide.processes.model.ModelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reminders and deadlines that start at the same time. */
class UnreachableTimersTest {

    @ParameterizedTest(name = "a reminder after {0} and a deadline after {1}")
    @CsvSource({
        "P1D, PT12H, true",
        "P1D, P1D, true",
        "P7D, P1W, true",
        "P1M, P28D, true",
        "P1M, P30D, false",
        "P1D, P3D, false",
        "PT36H, P2D, false",
        "R3/PT12H, PT6H, true",
        "R3/PT6H, PT12H, false",
        "${reminder}, PT1H, false",
        "P1D, ${deadline}, false"
    })
    void aReminderAfterItsDeadlineIsFound(String reminder, String deadline, boolean found) {
        var task = Bpmn.createExecutableProcess("p").startEvent().userTask("Task_Review");
        var reminding = task.boundaryEvent("BoundaryEvent_Reminder").cancelActivity(false);
        (reminder.startsWith("R") ? reminding.timerWithCycle(reminder) : reminding.timerWithDuration(reminder))
                .endEvent();
        task.boundaryEvent("BoundaryEvent_Deadline").timerWithDuration(deadline).endEvent();
        assertThat(in(task.done(), Set.of())).isEqualTo(found ? Set.of("BoundaryEvent_Reminder") : Set.of());
    }

    @Test
    void ofTwoEqualDeadlinesNeitherIsFound() {
        var task = Bpmn.createExecutableProcess("p").startEvent().userTask("Task_Review");
        task.boundaryEvent("BoundaryEvent_One").timerWithDuration("P1D").endEvent();
        task.boundaryEvent("BoundaryEvent_Other").timerWithDuration("PT24H").endEvent();
        assertThat(in(task.done(), Set.of())).isEmpty();
    }

    @Test
    void aTimerWithinASubProcessIsComparedWithItsDeadline() {
        var inside = Bpmn.createExecutableProcess("p")
                .startEvent()
                .subProcess("Activity_Review")
                .embeddedSubProcess()
                .startEvent()
                .intermediateCatchEvent("Event_Waited")
                .timerWithDuration("P5D")
                .endEvent()
                .subProcessDone();
        inside.boundaryEvent("BoundaryEvent_Deadline").timerWithDuration("P3D").endEvent();
        assertThat(in(inside.done(), Set.of())).containsExactly("Event_Waited");
    }

    @Test
    void aDeadlineInsideASubProcessEndsNothingOutside() {
        var inside = Bpmn.createExecutableProcess("p")
                .startEvent()
                .subProcess("Activity_Review")
                .embeddedSubProcess()
                .startEvent()
                .userTask("Task_Review")
                .boundaryEvent("BoundaryEvent_Inner")
                .timerWithDuration("P1D")
                .endEvent()
                .subProcessDone();
        inside.boundaryEvent("BoundaryEvent_Outer").timerWithDuration("P3D").endEvent();
        assertThat(in(inside.done(), Set.of())).isEmpty();
    }

    @Test
    void theDeadlineOfAProcessEndsItsReminders() {
        var process = Bpmn.createExecutableProcess("p");
        var task = process.startEvent().userTask("Task_Review");
        task.boundaryEvent("BoundaryEvent_Reminder")
                .cancelActivity(false)
                .timerWithDuration("P2D")
                .endEvent();
        process.eventSubProcess("Activity_Deadline")
                .startEvent("StartEvent_Deadline")
                .timerWithDuration("P1D")
                .endEvent();
        assertThat(in(task.done(), Set.of())).containsExactly("BoundaryEvent_Reminder");
    }

    @Test
    void theLongerTimerOfAnEventBasedGatewayIsFound() {
        var model = Bpmn.createExecutableProcess("p")
                .startEvent()
                .eventBasedGateway()
                .id("Gateway_Wait")
                .intermediateCatchEvent("Event_Short")
                .timerWithDuration("P1D")
                .endEvent()
                .moveToNode("Gateway_Wait")
                .intermediateCatchEvent("Event_Long")
                .timerWithDuration("P2D")
                .endEvent()
                .done();
        assertThat(in(model, Set.of())).containsExactly("Event_Long");
    }

    @Test
    void aCalledProcessHasTheDeadlineOfAllItsCalls() {
        var called = Bpmn.createExecutableProcess("called").startEvent().userTask("Task_Review");
        called.boundaryEvent("BoundaryEvent_Reminder")
                .cancelActivity(false)
                .timerWithDuration("P2D")
                .endEvent();
        var one = call("one", "P1D");
        assertThat(in(called.done(), Set.of(), one)).containsExactly("BoundaryEvent_Reminder");
        assertThat(in(called.done(), Set.of(), one, call("other", "P3D"))).isEmpty();
        assertThat(in(called.done(), Set.of("called"), one)).isEmpty();
    }

    private static BpmnModelInstance call(String process, String deadline) {
        var call = Bpmn.createExecutableProcess(process)
                .startEvent()
                .callActivity("CallActivity_" + process)
                .calledElement("called");
        call.boundaryEvent("BoundaryEvent_" + process)
                .timerWithDuration(deadline)
                .endEvent();
        return call.done();
    }

    private static Set<String> in(BpmnModelInstance model, Set<String> startedByServer, BpmnModelInstance... callers) {
        var all = Stream.concat(Stream.of(model), Stream.of(callers))
                .collect(Collectors.toMap(one -> System.identityHashCode(one) + ".bpmn", one -> one));
        return new UnreachableTimers(new ModelSet(all, Map.of(), Map.of()), startedByServer)
                .in(model)
                .map(UnreachableTimers.UnreachableTimer::timer)
                .collect(Collectors.toSet());
    }
}

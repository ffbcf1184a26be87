package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;
import static org.coincide.processes.checks.conventions.Convention.unless;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.coincide.processes.checks.contract.Contract;
import org.coincide.processes.checks.contract.Status;

/** What the models say to the client. */
final class StatusConventions {

    private static final Contract CONTRACT = Contract.read();

    static final Convention EVENTS_ONLY = each(
            "a status stands on an event: a task is work, an event is a fact",
            BaseElement.class,
            element -> unless(
                    element instanceof Event
                            || Status.properties(element).findAny().isEmpty(),
                    "should say no status; put it on the event that follows"));

    static final Convention NOT_ON_A_REPORT = each(
            "an event that waits for a message says no status itself",
            CatchEvent.class,
            event -> unless(
                    event.getChildElementsByType(MessageEventDefinition.class).isEmpty()
                            || Status.properties(event).findAny().isEmpty(),
                    "should say no status; put it on the event that follows"));

    static final Convention KNOWN =
            each("a status is one that the contract knows", Event.class, event -> Status.saidBy(event)
                    .filter(status -> !CONTRACT.knows(status.lifecycle(), status.value()))
                    .map(status -> "the contract knows no trading." + status.lifecycle() + " " + status.value()));

    static final Convention REASONS =
            each("a reason is in UPPER_SNAKE and explains a status", Event.class, event -> Status.properties(event)
                    .filter(property -> Status.REASON.equals(property.getKey()))
                    .flatMap(reason -> reasonFaults(event, reason)));

    static final List<Convention> ALL = List.of(EVENTS_ONLY, NOT_ON_A_REPORT, KNOWN, REASONS);

    private StatusConventions() {}

    private static Stream<String> reasonFaults(Event event, Map.Entry<String, String> reason) {
        return Stream.concat(
                unless(
                        reason.getValue().matches("[A-Z]+(_[A-Z]+)*|\\$\\{[a-z][A-Za-z0-9]*}"),
                        "the reason should be in UPPER_SNAKE, or name the variable that has it as ${holdReason}"),
                unless(Status.saidBy(event).findAny().isPresent(), "gives a reason for no status"));
    }
}

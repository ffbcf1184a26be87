package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;
import static org.coincide.processes.checks.conventions.Convention.unless;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.contract.Contract;
import org.coincide.processes.checks.contract.Status;

/** What the models say to the client. */
final class StatusConventions {

    private static final Contract CONTRACT = Contract.read();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z][A-Za-z0-9]*)}");

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

    /** Without its quotation marks a code is a variable to the table, and nobody sets that. */
    static final Convention ANSWERS = Convention.ofTables(
            "a table that is asked for a reason answers with one in UPPER_SNAKE",
            (table, all) -> table.getModelElementsByType(Decision.class).stream()
                    .filter(decision -> askedForReasons(all).contains(decision.getId()))
                    .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                    .flatMap(answers -> answers.getRules().stream())
                    .flatMap(rule -> rule.getOutputEntries().stream())
                    .flatMap(answer -> unless(
                                    answer.getTextContent().strip().matches('"' + Status.REASON_CODE + '"'),
                                    "the answer should be a code in quotation marks, such as \"CREDIT_LIMIT\"")
                            .map(fault -> new Fault(References.owner(answer), fault))));

    static final List<Convention> ALL = List.of(EVENTS_ONLY, NOT_ON_A_REPORT, KNOWN, REASONS, ANSWERS);

    private StatusConventions() {}

    private static Stream<String> reasonFaults(Event event, Map.Entry<String, String> reason) {
        return Stream.concat(
                unless(
                        reason.getValue().matches(Status.REASON_CODE)
                                || VARIABLE.matcher(reason.getValue()).matches(),
                        "the reason should be in UPPER_SNAKE, or name the variable that has it as ${holdReason}"),
                unless(Status.saidBy(event).findAny().isPresent(), "gives a reason for no status"));
    }

    /** The decisions whose answer an event tells as its reason. */
    private static Set<String> askedForReasons(ModelSet models) {
        var told = elements(models, Event.class)
                .flatMap(Status::properties)
                .filter(property -> Status.REASON.equals(property.getKey()))
                .map(reason -> VARIABLE.matcher(reason.getValue()))
                .filter(Matcher::matches)
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
        return elements(models, BusinessRuleTask.class)
                .filter(task -> told.contains(task.getCamundaResultVariable()))
                .map(BusinessRuleTask::getCamundaDecisionRef)
                .collect(Collectors.toSet());
    }

    private static <T extends BaseElement> Stream<T> elements(ModelSet models, Class<T> kind) {
        return models.processes().values().stream().flatMap(model -> model.getModelElementsByType(kind).stream());
    }
}

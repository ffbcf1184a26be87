package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;
import static org.coincide.processes.conventions.Convention.unless;
import static org.coincide.processes.references.ElementReferences.extensions;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.coincide.processes.lifecycle.ReasonCodes;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.NearestName;

/** Conventions for declared statuses. */
final class StatusConventions {

    private static final LifecycleContract CONTRACT = LifecycleContract.read();
    private static final ReasonCodes CODES = ReasonCodes.read();
    private static final Pattern QUOTED_CODE = Pattern.compile("\"(" + DeclaredStatus.REASON_CODE + ")\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z][A-Za-z0-9]*)}");

    static final Convention EVENTS_ONLY = each(
            "only events declare statuses",
            BaseElement.class,
            element -> unless(
                    element instanceof Event
                            || DeclaredStatus.properties(element).findAny().isEmpty(),
                    "should declare no status; declare it at the next event"));

    static final Convention NO_STATUS_AT_MESSAGES = each(
            "an event that waits for a message declares no status",
            CatchEvent.class,
            event -> unless(
                    event.getChildElementsByType(MessageEventDefinition.class).isEmpty()
                            || DeclaredStatus.properties(event).findAny().isEmpty(),
                    "should declare no status; declare it at the next event"));

    static final Convention KNOWN_STATUSES = each(
            "a declared status exists in the contract",
            Event.class,
            event -> Stream.concat(
                    DeclaredStatus.of(event)
                            .filter(status -> !CONTRACT.knows(status.lifecycle(), status.value()))
                            .map(status ->
                                    "the contract has no status trading." + status.lifecycle() + " " + status.value()),
                    extensions(event, CamundaProperties.class)
                            .flatMap(properties -> properties.getCamundaProperties().stream())
                            .map(CamundaProperty::getCamundaName)
                            .filter(name -> name != null
                                    && !name.startsWith(DeclaredStatus.PREFIX)
                                    && name.strip().toLowerCase(Locale.ROOT).startsWith(DeclaredStatus.PREFIX))
                            .map(name -> "the property " + name + " declares nothing; use "
                                    + name.strip().toLowerCase(Locale.ROOT))));

    static final Convention REASONS = each(
            "a reason is a code in UPPER_SNAKE or a variable, and belongs to a status",
            Event.class,
            event -> DeclaredStatus.properties(event)
                    .filter(property -> DeclaredStatus.REASON.equals(property.getKey()))
                    .flatMap(reason -> reasonViolations(event, reason)));

    static final Convention REGISTERED_REASONS = each(
            "a reason is registered in the contract or begins with X_", Event.class, event -> DeclaredStatus.properties(
                            event)
                    .filter(property -> DeclaredStatus.REASON.equals(property.getKey()))
                    .map(Map.Entry::getValue)
                    .flatMap(StatusConventions::unregistered));

    /** Without quotation marks, a code is read as a variable. */
    static final Convention REASON_TABLES = ofReasonTables(
            "a decision table for reasons returns codes in UPPER_SNAKE",
            output -> unless(
                    QUOTED_CODE.matcher(output).matches(),
                    "the output should be a code in quotation marks, such as \"CREDIT_LIMIT\""));

    static final Convention REGISTERED_REASON_TABLES = ofReasonTables(
            "a decision table for reasons returns registered codes, codes that begin with X_, or NONE",
            output -> Stream.of(QUOTED_CODE.matcher(output))
                    .filter(Matcher::matches)
                    .map(code -> code.group(1))
                    .filter(code -> !code.equals(ReasonCodes.NONE))
                    .flatMap(StatusConventions::unregistered));

    static final List<Convention> ALL = List.of(
            EVENTS_ONLY,
            NO_STATUS_AT_MESSAGES,
            KNOWN_STATUSES,
            REASONS,
            REGISTERED_REASONS,
            REASON_TABLES,
            REGISTERED_REASON_TABLES);

    private StatusConventions() {}

    private static Stream<String> reasonViolations(Event event, Map.Entry<String, String> reason) {
        return Stream.concat(
                unless(
                        reason.getValue().matches(DeclaredStatus.REASON_CODE)
                                || VARIABLE.matcher(reason.getValue()).matches(),
                        "the reason should be a code in UPPER_SNAKE or a variable such as ${holdReason}"),
                unless(
                        DeclaredStatus.of(event).findAny().isPresent(),
                        "has a reason but no status; remove it or declare a status"));
    }

    private static Stream<String> unregistered(String reason) {
        return unless(
                !reason.matches(DeclaredStatus.REASON_CODE) || CODES.allows(reason),
                "the contract does not register the reason " + reason + "; "
                        + NearestName.suggestion(reason, CODES.registered(), code -> code)
                        + ", or begin your own code with " + CODES.ownPrefix());
    }

    /** A convention for the outputs of the decision tables whose result an event declares as its reason. */
    private static Convention ofReasonTables(String text, Function<String, Stream<String>> advice) {
        return Convention.ofTables(text, (table, all, server) -> table.getModelElementsByType(Decision.class).stream()
                .filter(decision -> decisionsForReasons(all).contains(decision.getId()))
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .flatMap(answers -> answers.getRules().stream())
                .flatMap(rule -> rule.getOutputEntries().stream())
                .flatMap(answer -> advice.apply(answer.getTextContent().strip())
                        .map(violation -> new Violation(ElementReferences.owner(answer), violation))));
    }

    /** The decisions whose result an event declares as its reason. */
    private static Set<String> decisionsForReasons(ModelSet models) {
        var variables = elements(models, Event.class)
                .flatMap(DeclaredStatus::properties)
                .filter(property -> DeclaredStatus.REASON.equals(property.getKey()))
                .map(reason -> VARIABLE.matcher(reason.getValue()))
                .filter(Matcher::matches)
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
        return elements(models, BusinessRuleTask.class)
                .filter(task -> variables.contains(task.getCamundaResultVariable()))
                .map(BusinessRuleTask::getCamundaDecisionRef)
                .collect(Collectors.toSet());
    }

    private static <T extends BaseElement> Stream<T> elements(ModelSet models, Class<T> kind) {
        return models.processes().values().stream().flatMap(model -> model.getModelElementsByType(kind).stream());
    }
}

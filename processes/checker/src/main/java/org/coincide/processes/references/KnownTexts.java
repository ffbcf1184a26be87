package org.coincide.processes.references;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValue;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/** The texts that variables can have: results of decisions, choices of forms, outcomes of delegates. */
public final class KnownTexts {

    /** Examples for what the server takes from the order. */
    private static final Map<String, String> OF_ORDER =
            Map.of("articles", ",TEA-EARL-GREY-100,", "clientId", "acme", "currency", "EUR", "shipToCountry", "DE");

    private static final String DATE = "2027-01-31T12:00:00Z";

    private final Map<String, Set<String>> texts = new HashMap<>();
    /** The variables that can have other values, too. */
    private final Set<String> open = new HashSet<>();
    /** The variables that get their value from others. */
    private final Map<String, Set<String>> copies = new HashMap<>();

    /** The dates that the server sets, which it names like invoiceDueAt. */
    private final Set<String> dates = new HashSet<>();

    private KnownTexts() {}

    public static KnownTexts of(ModelSet models, ServerInterface server) {
        var known = new KnownTexts();
        known.addServer(server);
        models.forms().values().forEach(form -> {
            form.fields().forEach((name, field) -> known.addAll(name, field.choices()));
            form.scriptWords().stream()
                    .filter(word -> !form.fields().containsKey(word))
                    .forEach(known.open::add);
        });
        models.processes().values().forEach(model -> known.addModel(model, models));
        return known;
    }

    /** The texts that a variable can have, or examples; empty if it can have values that are not known. */
    public Set<String> of(String variable) {
        if (dates.contains(variable)) {
            return Set.of(DATE);
        }
        var found = new TreeSet<String>();
        return collect(variable, found, new HashSet<>()) ? found : Set.of();
    }

    /** Returns whether all values are known. */
    private boolean collect(String variable, Set<String> found, Set<String> seen) {
        if (!seen.add(variable)) {
            return true;
        }
        var own = texts.getOrDefault(variable, Set.of());
        var sources = copies.getOrDefault(variable, Set.of());
        found.addAll(own);
        return !open.contains(variable)
                && (!own.isEmpty() || !sources.isEmpty())
                && sources.stream().allMatch(source -> collect(source, found, seen));
    }

    private void addServer(ServerInterface server) {
        Stream.concat(server.delegates().values().stream(), server.topics().values().stream())
                .forEach(declared -> add(declared.outcomes(), declared.otherVariables()));
        server.starts().forEach(start -> add(start.outcomes(), start.otherVariables()));
        server.messages().values().forEach(message -> message.variables().forEach(this::addOther));
        Stream.concat(server.executionListeners().values().stream(), server.taskListeners().values().stream())
                .forEach(listener -> open.addAll(listener.variables()));
    }

    private void add(Iterable<TaskOutcome> outcomes, Set<String> others) {
        outcomes.forEach(outcome -> outcome.variables()
                .forEach((name, value) -> add(name, Optional.of(value).filter(String.class::isInstance))));
        others.forEach(this::addOther);
    }

    private void addOther(String variable) {
        // The declared values of the payment method are all that an order can have.
        if (!texts.containsKey(variable)) {
            add(variable, Optional.ofNullable(OF_ORDER.get(variable)));
        }
        if (variable.endsWith("At")) {
            dates.add(variable);
        }
    }

    private void addModel(BpmnModelInstance model, ModelSet models) {
        model.getModelElementsByType(CamundaFormField.class)
                .forEach(field -> addAll(
                        field.getCamundaId(),
                        field.getCamundaValues().stream()
                                .map(CamundaValue::getCamundaId)
                                .toList()));
        CopiedVariables.in(model, this::copy);
        model.getModelElementsByType(BusinessRuleTask.class).forEach(task -> addResults(task, models));
        model.getModelElementsByType(ErrorEventDefinition.class)
                .forEach(error -> add(error.getCamundaErrorCodeVariable(), Optional.empty()));
        model.getModelElementsByType(MultiInstanceLoopCharacteristics.class)
                .forEach(repetition -> add(repetition.getCamundaElementVariable(), Optional.empty()));
    }

    private void addResults(BusinessRuleTask task, ModelSet models) {
        var results = models.decisions().values().stream()
                .flatMap(model -> model.getModelElementsByType(Decision.class).stream())
                .filter(decision -> Objects.equals(decision.getId(), task.getCamundaDecisionRef()))
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .flatMap(table -> table.getRules().stream())
                .flatMap(rule -> rule.getOutputEntries().stream())
                .map(entry -> entry.getTextContent().strip())
                .toList();
        var isText = "singleEntry".equals(task.getCamundaMapDecisionResult())
                && results.stream().allMatch(result -> result.matches("\"[^\"]*\""));
        addAll(
                task.getCamundaResultVariable(),
                isText
                        ? results.stream()
                                .map(result -> result.substring(1, result.length() - 1))
                                .toList()
                        : Set.of());
    }

    private void copy(String target, String source, String expression) {
        var copied = source == null ? ElementReferences.bean(expression).orElse(null) : source;
        if (copied == null || copied.matches("true|false|null")) {
            add(target, Optional.ofNullable(expression).filter(text -> !text.contains("{")));
        } else if (target != null) {
            copies.computeIfAbsent(target, none -> new HashSet<>()).add(copied);
        }
    }

    private void addAll(String variable, Collection<String> values) {
        if (values.isEmpty()) {
            add(variable, Optional.empty());
        }
        values.forEach(value -> add(variable, Optional.of(value)));
    }

    private void add(String variable, Optional<?> text) {
        if (variable == null) {
            return;
        }
        text.ifPresentOrElse(
                value ->
                        texts.computeIfAbsent(variable, none -> new HashSet<>()).add(value.toString()),
                () -> open.add(variable));
    }
}

package org.coincide.processes.references;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.coincide.processes.forms.HtmlForm;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/**
 * The types of the variables of a model set, by everything that sets them. A variable has several types if it is set in several ways, and
 * an unknown one if something sets it to a value that only the running process knows.
 */
public final class VariableTypes {

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern ANSWER =
            Pattern.compile("==|!=|<|>|&&|\\|\\||!|\\b(?:and|or|not|empty|eq|ne|lt|gt|le|ge)\\b|true|false");
    private static final Pattern CALCULATION = Pattern.compile("[-+*/%]|\\b(?:div|mod)\\b");

    private final Map<String, Set<ValueType>> types = new HashMap<>();
    private final Set<String> unknown = new HashSet<>(KnownVariables.OF_TASKS);
    /** The variables that get their value from others. */
    private final Map<String, Set<String>> copies = new HashMap<>();

    private VariableTypes() {}

    public static VariableTypes of(ModelSet models, ServerInterface server) {
        var all = new VariableTypes();
        all.addServer(server);
        models.forms().values().forEach(all::addForm);
        models.processes().values().forEach(model -> all.addModel(model, models));
        all.copyTypes();
        return all;
    }

    /** The possible types of the value of a text with or without expressions; empty if they are not known. */
    public Set<ValueType> typesOf(String text) {
        var expression = EXPRESSION.matcher(text.strip());
        if (!expression.matches()) {
            return EnumSet.of(ValueType.TEXT);
        }
        var code = expression.group(1).strip();
        if (NAME.matcher(code).matches() && !code.matches("true|false|null")) {
            return unknown.contains(code) ? Set.of() : types.getOrDefault(code, Set.of());
        }
        return calculated(code).map(Set::of).orElse(Set.of());
    }

    private static Optional<ValueType> calculated(String code) {
        if (QUOTED.matcher(code).matches()) {
            return Optional.of(ValueType.TEXT);
        }
        var outside = QUOTED.matcher(code).replaceAll("''");
        if (outside.contains("?") || outside.contains("[") || outside.contains(".") && !outside.matches("[\\d.]+")) {
            return Optional.empty();
        }
        if (ANSWER.matcher(outside).find()) {
            return Optional.of(ValueType.TRUTH);
        }
        return outside.matches("[\\d.]+") || CALCULATION.matcher(outside).find()
                ? Optional.of(ValueType.NUMBER)
                : Optional.empty();
    }

    private void addServer(ServerInterface server) {
        Stream.concat(server.delegates().values().stream(), server.topics().values().stream())
                .forEach(declared -> add(declared.outcomes(), declared.otherVariables()));
        server.starts().forEach(start -> add(start.outcomes(), start.otherVariables()));
        server.messages().values().forEach(message -> message.variables().forEach(this::addOther));
        Stream.concat(server.executionListeners().values().stream(), server.taskListeners().values().stream())
                .forEach(listener -> unknown.addAll(listener.variables()));
        Stream.of("loopCounter", "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances")
                .forEach(name -> add(name, ValueType.NUMBER));
    }

    private void add(Iterable<TaskOutcome> outcomes, Set<String> others) {
        outcomes.forEach(outcome -> outcome.variables().forEach((name, value) -> add(name, ValueType.of(value))));
        others.forEach(this::addOther);
    }

    private void addOther(String variable) {
        add(variable, ValueType.ofOrder(variable));
    }

    private void addForm(HtmlForm form) {
        form.fields().forEach((name, field) -> add(name, ValueType.named(field.type())));
        form.scriptWords().stream()
                .filter(word -> !form.fields().containsKey(word))
                .forEach(unknown::add);
    }

    private void addModel(BpmnModelInstance model, ModelSet models) {
        model.getModelElementsByType(CamundaFormField.class)
                .forEach(field -> add(field.getCamundaId(), ValueType.named(field.getCamundaType())));
        CopiedVariables.in(model, this::copy);
        model.getModelElementsByType(BusinessRuleTask.class)
                .forEach(task -> add(task.getCamundaResultVariable(), result(task, models)));
        model.getModelElementsByType(ErrorEventDefinition.class)
                .forEach(error -> add(error.getCamundaErrorCodeVariable(), ValueType.TEXT));
        model.getModelElementsByType(MultiInstanceLoopCharacteristics.class)
                .forEach(repetition -> add(repetition.getCamundaElementVariable(), Optional.empty()));
    }

    private static Optional<ValueType> result(BusinessRuleTask task, ModelSet models) {
        if ("singleResult".equals(task.getCamundaMapDecisionResult())) {
            return Optional.of(ValueType.ROW);
        }
        if (!"singleEntry".equals(task.getCamundaMapDecisionResult())) {
            return Optional.empty();
        }
        return models.decisions().values().stream()
                .flatMap(model -> model.getModelElementsByType(Decision.class).stream())
                .filter(decision -> Objects.equals(decision.getId(), task.getCamundaDecisionRef()))
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream())
                .flatMap(table -> table.getOutputs().stream())
                .map(Output::getTypeRef)
                .findFirst()
                .flatMap(ValueType::named);
    }

    private void copy(String target, String source, String expression) {
        if (target == null) {
            return;
        }
        if (source != null) {
            copies.computeIfAbsent(target, none -> new HashSet<>()).add(source);
            return;
        }
        var text = Objects.requireNonNullElse(expression, "").strip();
        var matched = EXPRESSION.matcher(text);
        if (matched.matches()
                && NAME.matcher(matched.group(1).strip()).matches()
                && !matched.group(1).strip().matches("true|false|null")) {
            copies.computeIfAbsent(target, none -> new HashSet<>())
                    .add(matched.group(1).strip());
        } else if (matched.matches()) {
            add(target, calculated(matched.group(1).strip()));
        } else {
            add(target, ValueType.TEXT);
        }
    }

    private void add(String variable, ValueType type) {
        add(variable, Optional.of(type));
    }

    private void add(String variable, Optional<ValueType> type) {
        if (variable == null) {
            return;
        }
        if (type.isPresent()) {
            types.computeIfAbsent(variable, none -> EnumSet.noneOf(ValueType.class))
                    .add(type.get());
        } else {
            unknown.add(variable);
        }
    }

    /** A copy of a variable that nothing sets has no known type, either. */
    private void copyTypes() {
        boolean changed;
        do {
            changed = false;
            for (var copy : copies.entrySet()) {
                for (var source : copy.getValue()) {
                    if (unknown.contains(source) || !types.containsKey(source) && !copies.containsKey(source)) {
                        changed |= unknown.add(copy.getKey());
                    } else {
                        changed |= types.computeIfAbsent(copy.getKey(), none -> EnumSet.noneOf(ValueType.class))
                                .addAll(types.getOrDefault(source, Set.of()));
                    }
                }
            }
        } while (changed);
    }
}

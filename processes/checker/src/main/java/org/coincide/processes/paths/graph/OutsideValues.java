package org.coincide.processes.paths.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.expression.VariableResolver;
import org.coincide.processes.references.ValueType;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ProcessStart;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.TaskOutcome;

/**
 * The values of variables that the server sets at the start of a process or with a message, such as the number of pieces, or a worker. They can be
 * anything; the path check takes one value for each combination of answers that the conditions of the models give.
 */
final class OutsideValues {

    private final ServerInterface server;
    private final List<JuelExpression> conditions;
    private final Set<String> relevant;

    OutsideValues(ServerInterface server, List<JuelExpression> conditions, Set<String> relevant) {
        this.server = server;
        this.conditions = conditions;
        this.relevant = relevant;
    }

    /** The outcomes of a start: its declared combinations with each value of its other variables. */
    List<TaskOutcome> of(ProcessStart start) {
        var all = start.outcomes();
        for (var variable : relevant(start.otherVariables())) {
            all = product(all, variable, values(variable));
        }
        return all;
    }

    /** The outcomes of a message: each value of the variables that it sets. */
    List<TaskOutcome> of(String message) {
        var all = List.of(TaskOutcome.COMPLETES);
        var declared = server.messages().get(message);
        if (declared != null) {
            for (var variable : relevant(declared.variables())) {
                all = product(all, variable, values(variable));
            }
        }
        return all;
    }

    /** The outcomes of a worker: its numbers are examples, and a variable without a value can have any. */
    List<TaskOutcome> of(DelegateDeclaration worker) {
        return worker.outcomes().stream()
                .flatMap(outcome -> of(outcome, worker.otherVariables()).stream())
                .distinct()
                .toList();
    }

    private List<TaskOutcome> of(TaskOutcome outcome, Set<String> otherVariables) {
        var all = List.of(outcome);
        for (var variable : relevant(outcome.variables().keySet())) {
            if (outcome.variables().get(variable) instanceof Number example) {
                all = product(all, variable, numbers(variable, example));
            }
        }
        for (var variable : outcome.error() == null ? relevant(otherVariables) : List.<String>of()) {
            if (!outcome.variables().containsKey(variable)) {
                all = product(all, variable, values(variable));
            }
        }
        return all;
    }

    private List<String> relevant(Set<String> variables) {
        return variables.stream().filter(relevant::contains).sorted().toList();
    }

    private static List<TaskOutcome> product(List<TaskOutcome> all, String variable, List<Object> values) {
        return all.stream()
                .flatMap(outcome -> values.stream().map(value -> {
                    Map<String, Object> variables = new LinkedHashMap<>(outcome.variables());
                    variables.put(variable, value);
                    return outcome.with(variables);
                }))
                .toList();
    }

    private List<Object> values(String variable) {
        var declared = declared(variable);
        if (!declared.isEmpty()) {
            return declared;
        }
        var reading = reading(variable);
        return byAnswers(reading, variable, candidates(reading, variable));
    }

    /** An example, and other numbers for which the conditions have other answers. */
    private List<Object> numbers(String variable, Number example) {
        var reading = reading(variable);
        var compared = compared(reading, variable).stream().filter(Number.class::isInstance);
        return byAnswers(reading, variable, Stream.concat(Stream.of(example), compared));
    }

    private List<JuelExpression> reading(String variable) {
        return conditions.stream()
                .filter(condition -> condition.variables().contains(variable))
                .toList();
    }

    /** One value for each combination of answers. */
    private static List<Object> byAnswers(List<JuelExpression> reading, String variable, Stream<Object> candidates) {
        var byAnswers = new LinkedHashMap<List<Object>, Object>();
        candidates.forEach(value -> byAnswers.putIfAbsent(answers(reading, variable, value), value));
        return List.copyOf(byAnswers.values());
    }

    /** The values that the server declares for a start. */
    private List<Object> declared(String variable) {
        return server.starts().stream()
                .flatMap(start -> start.outcomes().stream())
                .map(outcome -> outcome.variables().get(variable))
                .filter(value -> value != null)
                .distinct()
                .toList();
    }

    /** The values that the conditions compare the variable with, and others. */
    private static Stream<Object> candidates(List<JuelExpression> conditions, String variable) {
        var values = compared(conditions, variable);
        var type = ValueType.ofOrder(variable);
        if (type.isPresent()) {
            return ofType(type.get(), values);
        }
        if (values.isEmpty()) {
            return Stream.of(true, false);
        }
        if (values.stream().anyMatch(String.class::isInstance)) {
            values.add(ComparedValues.OTHER_TEXT);
        }
        return values.stream();
    }

    private static Set<Object> compared(List<JuelExpression> conditions, String variable) {
        return ComparedValues.of(
                conditions.stream().map(JuelExpression::toString).toList(), variable);
    }

    /** Values of a known type, whatever the conditions compare the variable with. */
    private static Stream<Object> ofType(ValueType type, Set<Object> compared) {
        return switch (type) {
            case TRUTH -> Stream.of(true, false);
            case NUMBER ->
                compared.stream().noneMatch(Number.class::isInstance)
                        ? Stream.of(1L, 2L)
                        : compared.stream().filter(Number.class::isInstance);
            default ->
                Stream.concat(compared.stream().filter(String.class::isInstance), Stream.of(ComparedValues.OTHER_TEXT));
        };
    }

    /** The answers of the conditions that read only this variable; a condition that reads others keeps each value apart. */
    private static List<Object> answers(List<JuelExpression> conditions, String variable, Object value) {
        var answers = new ArrayList<>();
        for (var condition : conditions) {
            answers.add(condition.variables().size() == 1 ? answer(condition, variable, value) : value);
        }
        return answers;
    }

    private static Object answer(JuelExpression condition, String variable, Object value) {
        try {
            return condition.value(name -> name.equals(variable) ? value : VariableResolver.MISSING);
        } catch (PathViolationException unequalTypes) {
            return unequalTypes.getMessage();
        }
    }
}

package org.coincide.processes.conventions;

import static org.coincide.processes.references.ElementReferences.owner;
import static org.coincide.processes.references.ValueType.DATE;
import static org.coincide.processes.references.ValueType.TEXT;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.coincide.processes.conventions.TypeConventions.Place;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.DecisionTables;
import org.coincide.processes.references.FeelExpression;
import org.coincide.processes.references.KnownVariables;
import org.coincide.processes.references.ReadVariable;
import org.coincide.processes.references.ValueType;
import org.coincide.processes.references.VariableTypes;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.tables.CalculatedValues;

/** Conventions for the columns of decision tables: the variables that they read, and the types of their values. */
final class ColumnConventions {

    private static final Pattern AMOUNT = Pattern.compile("\\btotal\\b");

    /** The engine compares nothing with the cells of such a column. */
    static final Convention NAMED = Convention.ofTables(
            "a column of a decision table reads a variable",
            (table, all, server) -> table.getModelElementsByType(Input.class).stream()
                    .filter(input -> TableConventions.expression(input).isEmpty())
                    .map(input -> new Violation(
                            input.getId(), "reads no variable, so that its cells never match; enter one")));

    static final Convention SET =
            Convention.ofTables("a decision table reads variables that are set", (table, all, server) -> {
                var results = DecisionTables.results(table);
                return ReferenceConventions.unset(
                        Stream.concat(ReadVariable.in(table), calculated(table, all, server, results))
                                .filter(read -> !results.contains(read.name())),
                        all,
                        server);
            });

    static final Convention TYPES =
            Convention.ofTables("a column of a decision table has the type of its variable", (table, all, server) -> {
                var types = VariableTypes.of(all, server);
                return expressions(table)
                        .flatMap(input -> ValueType.named(input.getTypeRef())
                                .filter(type -> type != TEXT)
                                .map(type -> new Place(
                                        owner(input.getParentElement()),
                                        "variable of the column",
                                        "${" + text(input).strip() + "}",
                                        type == DATE ? Set.of(DATE, TEXT) : Set.of(type),
                                        "the type of the column, which is " + input.getTypeRef()))
                                .stream())
                        .flatMap(place -> place.fault(types));
            });

    /** The engine fails on a fraction in a column of whole numbers, so that each order with cents would stop. */
    static final Convention FRACTIONS = Convention.ofTables(
            "a column about an amount has the type double", (table, all, server) -> expressions(table)
                    .filter(input -> AMOUNT.matcher(text(input)).find()
                            && !isEvaluated(input)
                            && Set.of("integer", "long", "short")
                                    .contains(String.valueOf(input.getTypeRef()).toLowerCase(Locale.ROOT)))
                    .map(input -> new Violation(
                            owner(input.getParentElement()),
                            "total can have cents, which a column of the type " + input.getTypeRef()
                                    + " does not take; choose the type double")));

    /** The engine evaluates a calculation for each order: it fails on a value of another type, and no cell matches null. */
    static final Convention CALCULATIONS = Convention.ofTables(
            "a calculation of a decision table has a value of the type of its column", (table, all, server) -> {
                var types = types(table, all, server);
                return Stream.concat(
                        expressions(table)
                                .flatMap(input -> fault(text(input), input.getTypeRef(), types)
                                        .map(fault -> new Violation(owner(input.getParentElement()), fault))
                                        .stream()),
                        results(table, types));
            });

    static final List<Convention> ALL = List.of(NAMED, SET, TYPES, FRACTIONS, CALCULATIONS);

    private ColumnConventions() {}

    private static Stream<InputExpression> expressions(DmnModelInstance table) {
        return table.getModelElementsByType(InputExpression.class).stream().filter(input -> input.getText() != null);
    }

    private static String text(InputExpression input) {
        return input.getText().getTextContent();
    }

    private static boolean isEvaluated(InputExpression input) {
        var expression = new FeelExpression(text(input));
        return expression.isCalculated() && expression.isSimple();
    }

    /** The first variable of each calculated column that nothing sets: the engine takes null for it. */
    private static Stream<ReadVariable> calculated(
            DmnModelInstance table, ModelSet all, ServerInterface server, Set<String> results) {
        var known = KnownVariables.in(all, server);
        known.addAll(results);
        return expressions(table).filter(ColumnConventions::isEvaluated).flatMap(input -> new FeelExpression(
                        text(input))
                .unknownVariable(known).map(name -> new ReadVariable(owner(input.getParentElement()), name)).stream());
    }

    /** The results of rules that are calculated: a text in quotes or a number is none. */
    private static Stream<Violation> results(DmnModelInstance model, Function<String, Set<ValueType>> types) {
        return model.getModelElementsByType(DecisionTable.class).stream().flatMap(table -> {
            var outputs = List.copyOf(table.getOutputs());
            return table.getRules().stream().flatMap(rule -> {
                var entries = List.copyOf(rule.getOutputEntries());
                return IntStream.range(0, Math.min(outputs.size(), entries.size()))
                        .boxed()
                        .flatMap(column -> fault(
                                entries.get(column).getTextContent(),
                                outputs.get(column).getTypeRef(),
                                types)
                                .map(fault -> new Violation(rule.getId(), fault))
                                .stream());
            });
        });
    }

    private static Optional<String> fault(String text, String type, Function<String, Set<ValueType>> types) {
        var expression = new FeelExpression(text.strip());
        return expression.variables().isEmpty() ? Optional.empty() : CalculatedValues.fault(expression, type, types);
    }

    /** The types of the order's variables and of the results of required decisions; empty for a variable of unknown type. */
    private static Function<String, Set<ValueType>> types(
            DmnModelInstance table, ModelSet all, ServerInterface server) {
        var types = VariableTypes.of(all, server);
        var results = DecisionTables.results(table);
        return name -> results.contains(name)
                ? Set.of()
                : ValueType.ofOrder(name).map(Set::of).orElseGet(() -> types.typesOf("${" + name + "}"));
    }
}

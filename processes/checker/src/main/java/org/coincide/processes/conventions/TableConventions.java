package org.coincide.processes.conventions;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.DecisionTables;
import org.coincide.processes.references.FeelFunctions;
import org.coincide.processes.references.KnownVariables;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.tables.HiddenRows;
import org.coincide.processes.tables.TableCell;
import org.coincide.processes.tables.TableSamples;

/** Conventions for the cells of decision tables. FEEL reads an unknown word as null, so that a rule never matches, without an error. */
final class TableConventions {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern FRACTION = Pattern.compile("\\d\\.\\d");

    private static final Set<String> COUNTRY_CODES = Set.of(Locale.getISOCountries());

    /** A text with which a cell compares a variable. */
    private record ComparedText(String rule, String variable, String text) {}

    static final Convention CELLS =
            Convention.ofTables(
                    "a cell of a decision table has a value of the type of its column",
                    (table, all, server) -> TableCell.in(table)
                            .flatMap(cell -> cell
                                    .fault(known(table, all, server))
                                    .map(fault -> new Violation(cell.rule(), fault))
                                    .stream()));

    static final Convention COMPLETE = Convention.ofTables(
            "a decision table has exactly one result for each input",
            (table, all, server) -> TableCell.in(table).allMatch(cell -> cell.fault(known(table, all, server))
                            .isEmpty())
                    ? gaps(table, all, server)
                    : Stream.empty());

    /** An editor has hardly meant a row whose inputs are all matched by rows above it. */
    static final Convention REACHED = Convention.ofTables(
                    "no row of a decision table is hidden by rows above it",
                    (table, all, server) -> table.getModelElementsByType(DecisionTable.class).stream()
                            .flatMap(TableConventions::hidden))
            .asAdvice();

    /** Such a cell never matches, without an error. */
    static final Convention POSSIBLE_VALUES = Convention.ofTables(
            "a cell of a decision table has a value that its variable can have",
            (table, all, server) -> texts(table).flatMap(cell -> {
                var possible = server.firstStart().valuesOf(cell.variable());
                return possible.isEmpty() || possible.contains(cell.text())
                        ? Stream.empty()
                        : Stream.of(new Violation(
                                cell.rule(),
                                cell.variable() + " is never " + cell.text() + "; "
                                        + NearestName.suggestion(cell.text(), possible, UnaryOperator.identity())));
            }));

    /** The contract takes each code of two letters, so that a client can send one that a list does not have yet. */
    static final Convention COUNTRIES = Convention.ofTables(
                    "a country in a decision table is a code of ISO 3166", (table, all, server) -> texts(table)
                            .filter(cell ->
                                    cell.variable().equals("shipToCountry") && !COUNTRY_CODES.contains(cell.text()))
                            .map(cell -> new Violation(
                                    cell.rule(),
                                    "the country " + cell.text()
                                            + " is no code of ISO 3166; use one such as GB or DE")))
            .asAdvice();

    static final Convention FUNCTIONS = Convention.ofTables(
            "a decision table calls functions that FEEL has",
            (table, all, server) -> Stream.concat(
                    table.getModelElementsByType(Input.class).stream()
                            .flatMap(input -> FeelFunctions.fault(expression(input)).stream()
                                    .map(fault -> new Violation(input.getId(), fault))),
                    TableCell.in(table).flatMap(cell -> FeelFunctions.fault(cell.text()).stream()
                            .map(fault -> new Violation(cell.rule(), fault)))));

    /** A point separates decimals: a thousand written as 1.000 is one. */
    static final Convention WHOLE_NUMBERS = Convention.ofTables(
                    "a column of whole numbers is compared with whole numbers",
                    (table, all, server) -> TableCell.in(table)
                            .filter(cell -> cell.input()
                                    && Set.of("integer", "long").contains(String.valueOf(cell.type()))
                                    && FRACTION.matcher(cell.text()).find())
                            .map(cell -> new Violation(
                                    cell.rule(),
                                    "the cell " + cell.text() + " has a decimal point; write a thousand as 1000")))
            .asAdvice();

    static final List<Convention> ALL =
            List.of(CELLS, FUNCTIONS, POSSIBLE_VALUES, COMPLETE, REACHED, COUNTRIES, WHOLE_NUMBERS);

    private TableConventions() {}

    private static Set<String> known(DmnModelInstance table, ModelSet all, ServerInterface server) {
        var names = KnownVariables.in(all, server);
        names.addAll(DecisionTables.results(table));
        return names;
    }

    static String expression(Input input) {
        var expression = input.getInputExpression();
        return expression == null || expression.getText() == null
                ? ""
                : expression.getText().getTextContent().strip();
    }

    private static Stream<ComparedText> texts(DmnModelInstance model) {
        return model.getModelElementsByType(DecisionTable.class).stream()
                .flatMap(table -> table.getRules().stream().flatMap(rule -> {
                    var inputs = List.copyOf(table.getInputs());
                    var entries = List.copyOf(rule.getInputEntries());
                    return IntStream.range(0, Math.min(inputs.size(), entries.size()))
                            .boxed()
                            .flatMap(
                                    column -> QUOTED.matcher(entries.get(column).getTextContent())
                                            .results()
                                            .map(MatchResult::group)
                                            .map(text -> new ComparedText(
                                                    rule.getId(),
                                                    expression(inputs.get(column)),
                                                    text.substring(1, text.length() - 1))));
                }));
    }

    private static Stream<Violation> hidden(DecisionTable table) {
        if (TableCell.in(table).anyMatch(cell -> cell.input() && cell.usesVariables())) {
            return Stream.empty();
        }
        return HiddenRows.of(table).stream().map(hidden -> new Violation(hidden.row(), text(hidden)));
    }

    private static String text(HiddenRows.Hidden hidden) {
        if (!hidden.matches()) {
            return "matches no order; correct its cells, or remove it";
        }
        return "is never reached, since the "
                + (hidden.above() == null
                        ? "rows above it together match"
                        : "row " + hidden.above() + " above it matches")
                + " every input of this row; move this row up, or remove it";
    }

    /** Returns whether a task uses the result as one value. */
    private static boolean needsOneResult(DecisionTable table, ModelSet all) {
        var decision = ((DmnElement) table.getParentElement()).getId();
        return all.processes().values().stream()
                .flatMap(process -> process.getModelElementsByType(BusinessRuleTask.class).stream())
                .filter(task -> decision.equals(task.getCamundaDecisionRef()))
                .anyMatch(task -> Set.of("singleEntry", "singleResult")
                        .contains(String.valueOf(task.getCamundaMapDecisionResult())));
    }

    private static Stream<Violation> gaps(DmnModelInstance model, ModelSet all, ServerInterface server) {
        return model.getModelElementsByType(DecisionTable.class).stream()
                .flatMap(table -> TableSamples.fault(table, needsOneResult(table, all))
                        .map(fault -> new Violation(((DmnElement) table.getParentElement()).getId(), fault))
                        .stream());
    }
}

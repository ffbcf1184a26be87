package org.coincide.processes.conventions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.DecisionTables;
import org.coincide.processes.references.FeelFunctions;
import org.coincide.processes.references.KnownVariables;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.tables.HiddenRows;
import org.coincide.processes.tables.TableSamples;

/** Conventions for the cells of decision tables. FEEL reads an unknown word as null, so that a rule never matches, without an error. */
final class TableConventions {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][\\w ]*\\(");
    private static final String NUMBER = "-?\\d+(\\.\\d+)?";
    private static final Pattern NUMBERS =
            list("([<>]=?\\s*)?" + NUMBER + "|[\\[(\\]]\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*[\\])\\[]");
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")");
    /** A decimal comma, which FEEL reads as the end of a value. */
    private static final Pattern COMMA = Pattern.compile("[<>]=?\\s*" + NUMBER + ",\\d");

    private static final Pattern FRACTION = Pattern.compile("\\d\\.\\d");

    private static final Pattern STRINGS = list("\"[^\"]*\"");
    private static final Pattern BOOLEANS = list("true|false");
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "not", "and", "or", "in", "between");

    private static final Set<String> COUNTRY_CODES = Set.of(Locale.getISOCountries());

    /** A text with which a cell compares a variable. */
    private record ComparedText(String rule, String variable, String text) {}

    /** A fault of a cell, which an editor finds by its rule. */
    private record Cell(ModelElementInstance entry, String type, boolean input) {

        String text() {
            return entry.getTextContent().strip();
        }

        String rule() {
            return entry.getParentElement().getAttributeValue("id");
        }
    }

    static final Convention CELLS = Convention.ofTables(
            "a cell of a decision table has a value of the type of its column", (table, all, server) -> cells(table)
                    .flatMap(cell ->
                            fault(cell, known(table, all, server))
                                    .map(fault -> new Violation(cell.rule(), fault))
                                    .stream()));

    static final Convention COMPLETE = Convention.ofTables(
            "a decision table has exactly one result for each input",
            (table, all, server) -> cells(table).allMatch(cell -> fault(cell, known(table, all, server))
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
                    cells(table).flatMap(cell -> FeelFunctions.fault(cell.text()).stream()
                            .map(fault -> new Violation(cell.rule(), fault)))));

    /** A point separates decimals: a thousand written as 1.000 is one. */
    static final Convention WHOLE_NUMBERS = Convention.ofTables(
                    "a column of whole numbers is compared with whole numbers", (table, all, server) -> cells(table)
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

    private static Pattern list(String value) {
        var values = "(" + value + ")(\\s*,\\s*(" + value + "))*";
        return Pattern.compile(values + "|not\\(\\s*" + values + "\\s*\\)");
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

    private static Stream<Cell> cells(DmnModelInstance model) {
        return model.getModelElementsByType(DecisionTable.class).stream().flatMap(TableConventions::cells);
    }

    private static Stream<Cell> cells(DecisionTable table, Rule rule) {
        var cells = new ArrayList<Cell>();
        var inputs = List.copyOf(table.getInputs());
        var entries = List.copyOf(rule.getInputEntries());
        for (int column = 0; column < Math.min(inputs.size(), entries.size()); column++) {
            InputEntry entry = entries.get(column);
            var expression = inputs.get(column).getInputExpression();
            cells.add(new Cell(entry, expression == null ? null : expression.getTypeRef(), true));
        }
        var outputs = List.copyOf(table.getOutputs());
        var results = List.copyOf(rule.getOutputEntries());
        for (int column = 0; column < Math.min(outputs.size(), results.size()); column++) {
            OutputEntry entry = results.get(column);
            cells.add(new Cell(entry, outputs.get(column).getTypeRef(), false));
        }
        return cells.stream();
    }

    private static Optional<String> fault(Cell cell, Set<String> known) {
        var text = cell.text();
        if (cell.input() && Set.of("", "-").contains(text)) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of("has an empty result; enter a value");
        }
        var unknown = unknownWord(text, known);
        if (unknown.isPresent()) {
            return Optional.of("the cell " + text + " reads " + unknown.get()
                    + ", which is no variable; write text in quotes: \"" + unknown.get() + "\"");
        }
        var isNumber = values(cell.type()) == NUMBERS;
        if (isNumber && RANGE.matcher(text).results().anyMatch(TableConventions::isReversed)) {
            return Optional.of("the cell " + text + " matches nothing; begin a range with its smaller number");
        }
        if (isNumber && COMMA.matcher(text).find()) {
            return Optional.of("the cell " + text + " has two values; write a decimal number with a point, such as"
                    + " 100.5, or a space after the comma");
        }
        return usesVariables(text) || values(cell.type()).matcher(text).matches()
                ? Optional.empty()
                : Optional.of("the cell " + text + " is no value of the type " + cell.type() + "; "
                        + example(cell.type(), cell.input()));
    }

    private static boolean isReversed(MatchResult range) {
        return new BigDecimal(range.group(1)).compareTo(new BigDecimal(range.group(3))) > 0;
    }

    private static Stream<Violation> hidden(DecisionTable table) {
        if (cells(table).anyMatch(cell -> cell.input() && usesVariables(cell.text()))) {
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

    private static Stream<Cell> cells(DecisionTable table) {
        return table.getRules().stream().flatMap(rule -> cells(table, rule));
    }

    private static Optional<String> unknownWord(String text, Set<String> known) {
        var code = FUNCTION.matcher(QUOTED.matcher(text).replaceAll("")).replaceAll("(");
        return WORD.matcher(code)
                .results()
                .map(word -> word.group())
                .filter(word -> !KEYWORDS.contains(word) && !known.contains(word))
                .findFirst();
    }

    /** A cell with a variable or a function is more than a constant; the engine's parser checks its syntax. */
    private static boolean usesVariables(String text) {
        var code = QUOTED.matcher(text).replaceAll("");
        return WORD.matcher(code).results().anyMatch(word -> !KEYWORDS.contains(word.group()));
    }

    private static Pattern values(String type) {
        return switch (String.valueOf(type)) {
            case "integer", "long", "double", "number" -> NUMBERS;
            case "boolean" -> BOOLEANS;
            case "string" -> STRINGS;
            default -> Pattern.compile(".*", Pattern.DOTALL);
        };
    }

    private static String example(String type, boolean input) {
        return switch (type) {
            case "boolean" -> "use true or false";
            case "string" -> "use text in quotes, such as \"DE\"" + (input ? " or \"DE\",\"AT\"" : "");
            default -> "use a number" + (input ? ", such as 100, > 100 or [1..9]" : ", such as 100");
        };
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

package org.coincide.processes.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * A cell of a decision table, and whether it is a value of the type of its column.
 *
 * @param rule the identifier of its row, by which an editor finds it
 * @param text its content
 * @param type the type of its column; may be null
 * @param input whether it is compared with an input; otherwise it is a result
 */
public record TableCell(String rule, String text, String type, boolean input) {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][\\w ]*\\(");
    private static final String NUMBER = "-?\\d+(\\.\\d+)?";
    private static final Pattern NUMBERS =
            list("([<>]=?\\s*)?" + NUMBER + "|[\\[(\\]]\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*[\\])\\[]");
    private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")");
    /** A decimal comma, which FEEL reads as the end of a value. */
    private static final Pattern COMMA = Pattern.compile("[<>]=?\\s*" + NUMBER + ",\\d");

    private static final Pattern STRINGS = list("\"[^\"]*\"");
    private static final Pattern BOOLEANS = list("true|false");
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "not", "and", "or", "in", "between");

    /** The cells of all tables of a file. */
    public static Stream<TableCell> in(DmnModelInstance model) {
        return model.getModelElementsByType(DecisionTable.class).stream().flatMap(TableCell::in);
    }

    public static Stream<TableCell> in(DecisionTable table) {
        return table.getRules().stream().flatMap(rule -> in(table, rule));
    }

    private static Stream<TableCell> in(DecisionTable table, Rule rule) {
        var cells = new ArrayList<TableCell>();
        var inputs = List.copyOf(table.getInputs());
        var entries = List.copyOf(rule.getInputEntries());
        for (int column = 0; column < Math.min(inputs.size(), entries.size()); column++) {
            InputEntry entry = entries.get(column);
            var expression = inputs.get(column).getInputExpression();
            var type = expression == null ? null : expression.getTypeRef();
            cells.add(new TableCell(rule.getId(), entry.getTextContent().strip(), type, true));
        }
        var outputs = List.copyOf(table.getOutputs());
        var results = List.copyOf(rule.getOutputEntries());
        for (int column = 0; column < Math.min(outputs.size(), results.size()); column++) {
            OutputEntry entry = results.get(column);
            var type = outputs.get(column).getTypeRef();
            cells.add(new TableCell(rule.getId(), entry.getTextContent().strip(), type, false));
        }
        return cells.stream();
    }

    /**
     * The fault of the cell, with what to do; empty if it has none.
     *
     * @param known the names of all variables
     */
    public Optional<String> fault(Set<String> known) {
        if (input && Set.of("", "-").contains(text)) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of("has an empty result; enter a value");
        }
        var unknown = unknownWord(known);
        if (unknown.isPresent()) {
            return Optional.of("the cell " + text + " reads " + unknown.get()
                    + ", which is no variable; write text in quotes: \"" + unknown.get() + "\"");
        }
        var isNumber = values() == NUMBERS;
        if (isNumber && RANGE.matcher(text).results().anyMatch(TableCell::isReversed)) {
            return Optional.of("the cell " + text + " matches nothing; begin a range with its smaller number");
        }
        if (isNumber && COMMA.matcher(text).find()) {
            return Optional.of("the cell " + text + " has two values; write a decimal number with a point, such as"
                    + " 100.5, or a space after the comma");
        }
        return usesVariables() || values().matcher(text).matches()
                ? Optional.empty()
                : Optional.of("the cell " + text + " is no value of the type " + type + "; " + example());
    }

    /** A cell with a variable or a function is more than a constant; the engine's parser checks its syntax. */
    public boolean usesVariables() {
        var code = QUOTED.matcher(text).replaceAll("");
        return WORD.matcher(code).results().anyMatch(word -> !KEYWORDS.contains(word.group()));
    }

    private static Pattern list(String value) {
        var values = "(" + value + ")(\\s*,\\s*(" + value + "))*";
        return Pattern.compile(values + "|not\\(\\s*" + values + "\\s*\\)");
    }

    private static boolean isReversed(MatchResult range) {
        return new BigDecimal(range.group(1)).compareTo(new BigDecimal(range.group(3))) > 0;
    }

    private Optional<String> unknownWord(Set<String> known) {
        var code = FUNCTION.matcher(QUOTED.matcher(text).replaceAll("")).replaceAll("(");
        return WORD.matcher(code)
                .results()
                .map(word -> word.group())
                .filter(word -> !KEYWORDS.contains(word) && !known.contains(word))
                .findFirst();
    }

    private Pattern values() {
        return switch (String.valueOf(type)) {
            case "integer", "long", "double", "number" -> NUMBERS;
            case "boolean" -> BOOLEANS;
            case "string" -> STRINGS;
            default -> Pattern.compile(".*", Pattern.DOTALL);
        };
    }

    private String example() {
        return switch (type) {
            case "boolean" -> "use true or false";
            case "string" -> "use text in quotes, such as \"DE\"" + (input ? " or \"DE\",\"AT\"" : "");
            default -> "use a number" + (input ? ", such as 100, > 100 or [1..9]" : ", such as 100");
        };
    }
}

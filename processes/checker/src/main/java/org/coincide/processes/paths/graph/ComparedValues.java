package org.coincide.processes.paths.graph;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the literals that conditions compare a variable with: the answers of the conditions change only there. */
final class ComparedValues {

    /** A text that no condition compares a variable with. */
    static final String OTHER_TEXT = "another";

    private static final String COMPARISON = "\\s*(?:==|!=|<=|>=|<|>|\\b(?:eq|ne|le|ge|lt|gt)\\b)\\s*";
    private static final String LITERAL = "(-?\\d{1,15}(?:\\.\\d+)?|'[^']*'|\"[^\"]*\")";

    private ComparedValues() {}

    /** The texts, and the numbers with those beside them; empty if no condition compares the variable with a literal. */
    static Set<Object> of(Collection<String> conditions, String variable) {
        var compared = comparison(variable);
        var values = new LinkedHashSet<Object>();
        conditions.stream()
                .flatMap(condition -> compared.matcher(condition).results())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .forEach(literal -> add(literal, values));
        return values;
    }

    /** The comparisons of a variable with a literal in a condition, such as {@code pieces > 100}. */
    static List<String> comparisons(String condition, String variable) {
        return comparison(variable)
                .matcher(condition)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Pattern comparison(String variable) {
        var name = "(?<![\\w.])" + Pattern.quote(variable) + "(?!\\w)";
        return Pattern.compile(name + COMPARISON + LITERAL + "|" + LITERAL + COMPARISON + name);
    }

    private static void add(String literal, Set<Object> values) {
        if (literal.charAt(0) == '\'' || literal.charAt(0) == '"') {
            values.add(literal.substring(1, literal.length() - 1));
        } else {
            var whole = (long) Double.parseDouble(literal);
            values.addAll(List.of(whole - 1, whole, whole + 1));
        }
    }
}

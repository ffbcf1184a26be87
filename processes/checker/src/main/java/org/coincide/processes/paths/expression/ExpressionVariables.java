package org.coincide.processes.paths.expression;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the variables that the expressions of a model read. */
public final class ExpressionVariables {

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");
    private static final Set<String> KEYWORDS = Set.of(
            "true",
            "false",
            "null",
            "empty",
            "not",
            "and",
            "or",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof");

    private ExpressionVariables() {}

    /** The variables that an expression reads; empty for a text without an expression. */
    public static Set<String> of(String text) {
        var names = new TreeSet<String>();
        if (text.contains("{")) {
            NAME.matcher(QUOTED.matcher(text).replaceAll(""))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !KEYWORDS.contains(name))
                    .forEach(names::add);
        }
        return names;
    }
}

package org.coincide.processes.checks.paths;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can be said of a model's expressions as they are written. */
public final class Expressions {

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");
    private static final Set<String> WORDS = Set.of(
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

    private Expressions() {}

    /** The variables that an expression reads; none of a text that is no expression. */
    public static Set<String> variables(String text) {
        var names = new TreeSet<String>();
        if (text.contains("{")) {
            NAME.matcher(QUOTED.matcher(text).replaceAll(""))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !WORDS.contains(name))
                    .forEach(names::add);
        }
        return names;
    }
}

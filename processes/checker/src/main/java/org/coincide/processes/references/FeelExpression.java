package org.coincide.processes.references;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An expression of a decision table that is more than the name of a variable, such as {@code limitPercent / 100}.
 *
 * @param text the expression
 */
public record FeelExpression(String text) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    /** A word that is no property of a value, such as the year of a date. */
    private static final Pattern WORD = Pattern.compile("(?<![\\w.])(?<!\\.\\s)[A-Za-z_]\\w*");

    /** Expressions with variables, parameters or types of their own. */
    private static final Pattern OWN_NAMES =
            Pattern.compile("\\b(?:for|some|every|function|external|instance)\\b|[{}\\[\\]:?]|\\.\\.");

    /** A power of a large number takes more memory than the server has. */
    private static final Pattern POWER = Pattern.compile("\\*\\*|\\bexp\\b");

    private static final Set<String> KEYWORDS =
            Set.of("and", "between", "else", "false", "if", "in", "not", "null", "or", "then", "true");

    private static final int MAX_LENGTH = 1_000;

    /** Returns whether the expression is more than the name of a variable. */
    public boolean isCalculated() {
        return !text.isBlank() && !NAME.matcher(text.strip()).matches();
    }

    /** Returns whether the words of the expression are known to be variables, and its evaluation to end soon. */
    public boolean isSimple() {
        var code = code();
        return text.length() <= MAX_LENGTH
                && !OWN_NAMES.matcher(code).find()
                && !POWER.matcher(code).find();
    }

    /** The variables that a simple expression reads. */
    public Set<String> variables() {
        var names = new TreeSet<String>();
        WORD.matcher(FeelFunctions.withoutNames(code()))
                .results()
                .map(MatchResult::group)
                .filter(word -> !KEYWORDS.contains(word))
                .forEach(names::add);
        return names;
    }

    /** The first variable that nothing sets; empty if there is none or the words are not known to be variables. */
    public Optional<String> unknownVariable(Collection<String> known) {
        return isSimple()
                ? variables().stream().filter(name -> !known.contains(name)).findFirst()
                : Optional.empty();
    }

    private String code() {
        return QUOTED.matcher(text).replaceAll("\"\"");
    }
}

package org.coincide.processes.forms;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;

/**
 * A script of a form, which is parsed and not run.
 *
 * @param line the line of the file at which it begins
 */
record FormScript(int line, String text) {

    private static final Pattern WORD = Pattern.compile("'(\\w+)'|\"(\\w+)\"");
    /** Lists of names, and names that are added to one: the forms fetch the variables of such a list. */
    private static final Pattern NAMES = Pattern.compile(
            "\\[(?:\\s*(?:'\\w+'|\"\\w+\")\\s*,?)+]|(?:concat|fetchVariable)\\(\\s*(?:'\\w+'|\"\\w+\")");

    private static final Pattern EVENT = Pattern.compile("camForm\\.on\\(\\s*(?:'([^']*)'|\"([^\"]*)\")");
    private static final Pattern ASSIGNED = Pattern.compile("\\$scope\\.(\\w+)");
    /** Browsers read them, the parser does not. */
    private static final Pattern NEWER = Pattern.compile("\\b(class|async|await|import)\\b|#\\w|[{,]\\s*\\.\\.\\.");

    /** The syntax error; empty if there is none. */
    Optional<FormFault> fault() {
        var environment = new CompilerEnvirons();
        environment.setLanguageVersion(Context.VERSION_ES6);
        try {
            new Parser(environment).parse(text, "script", line);
            return Optional.empty();
        } catch (EvaluatorException error) {
            return Optional.of(new FormFault(
                    error.lineNumber(),
                    "the script cannot be read: " + error.details() + "; complete or correct it",
                    !NEWER.matcher(text).find()));
        }
    }

    /** Each word in quotes: the variables that the script may set are among them. */
    Set<String> words() {
        return WORD.matcher(text).results().map(FormScript::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The variables that the script fetches to show them. */
    Set<String> shown() {
        return text.contains("fetchVariable")
                ? NAMES.matcher(text)
                        .results()
                        .flatMap(names -> WORD.matcher(names.group()).results())
                        .map(FormScript::name)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    /** The names of the events that the script listens to. */
    Stream<String> events() {
        return EVENT.matcher(text).results().map(FormScript::name);
    }

    /** The names that the script gives to the page. */
    Stream<String> assigned() {
        return ASSIGNED.matcher(text).results().map(found -> found.group(1));
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}

package org.coincide.processes.checks.paths;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** An expression of a model, in the engine's own language. */
final class Term {

    private static final ExpressionFactory JUEL = new ExpressionFactoryImpl();
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

    private final boolean mayBeMissing;
    private final String text;
    private final ValueExpression expression;

    Term(String text) {
        this(text, false);
    }

    private Term(String text, boolean mayBeMissing) {
        this.mayBeMissing = mayBeMissing;
        this.text = text.strip();
        try {
            this.expression = JUEL.createValueExpression(new SimpleContext(), this.text, Object.class);
        } catch (ELException unreadable) {
            throw new IllegalArgumentException("cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Reads a variable; one that is not there is nothing, as the engine has it when a call hands on a variable. */
    static Term orNothing(String variable) {
        return new Term("${" + variable + "}", true);
    }

    /** The variables that it reads. */
    Set<String> variables() {
        var names = new TreeSet<String>();
        if (text.contains("{")) {
            NAME.matcher(QUOTED.matcher(text).replaceAll(""))
                    .results()
                    .map(name -> name.group())
                    .filter(name -> !WORDS.contains(name))
                    .forEach(names::add);
        }
        return names;
    }

    /** @throws ObjectionException where it reads what nobody has written */
    Object value(Function<String, Object> variables) {
        Function<String, Object> readable = mayBeMissing
                ? name -> variables.apply(name) == Variables.MISSING ? null : variables.apply(name)
                : variables;
        try {
            return expression.getValue(new SimpleContext(new Variables(readable)));
        } catch (ELException unknown) {
            throw new ObjectionException("cannot go on: " + unknown.getMessage());
        }
    }

    boolean isTrue(Function<String, Object> variables) {
        if (value(variables) instanceof Boolean answer) {
            return answer;
        }
        throw new ObjectionException("cannot go on: " + text + " is neither true nor false");
    }

    @Override
    public String toString() {
        return text;
    }
}

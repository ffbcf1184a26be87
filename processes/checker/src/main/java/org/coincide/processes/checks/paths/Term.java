package org.coincide.processes.checks.paths;

import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** An expression of a model, in the engine's own language. */
final class Term {

    private static final ExpressionFactory JUEL = new ExpressionFactoryImpl();

    private final boolean mayBeMissing;
    private final String text;
    private final ValueExpression expression;
    private final Set<String> variables;

    Term(String text) {
        this(text, false);
    }

    private Term(String text, boolean mayBeMissing) {
        this.mayBeMissing = mayBeMissing;
        this.text = text.strip();
        this.variables = Expressions.variables(this.text);
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
        return variables;
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

package org.coincide.processes.paths.expression;

import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** An expression of a model, evaluated by the engine's implementation of JUEL. */
public final class JuelExpression {

    private static final ExpressionFactory JUEL = new ExpressionFactoryImpl();

    private final String text;
    private final ValueExpression expression;
    private final Set<String> variables;

    /** @throws IllegalArgumentException if the text cannot be parsed */
    public JuelExpression(String text) {
        this.text = text.strip();
        this.variables = ExpressionVariables.of(this.text);
        try {
            this.expression = JUEL.createValueExpression(new SimpleContext(), this.text, Object.class);
        } catch (ELException invalid) {
            throw new IllegalArgumentException("cannot be parsed: " + invalid.getMessage(), invalid);
        }
    }

    /** Reads one variable. The engine passes null for a missing one, which no model means. */
    public static JuelExpression ofVariable(String variable) {
        return new JuelExpression("${" + variable + "}");
    }

    /** The variables that the expression reads. */
    public Set<String> variables() {
        return variables;
    }

    /** @throws PathViolationException if the expression reads a missing variable */
    public Object value(Function<String, Object> variables) {
        try {
            return expression.getValue(new SimpleContext(new VariableResolver(variables)));
        } catch (ELException failure) {
            throw new PathViolationException("cannot evaluate " + text + ": " + failure.getMessage());
        }
    }

    /** @throws PathViolationException if the value is not a boolean */
    public boolean isTrue(Function<String, Object> variables) {
        var value = value(variables);
        if (value instanceof Boolean answer) {
            return answer;
        }
        throw new PathViolationException(
                "cannot decide on " + text + ": its value is " + value + ", not true or false");
    }

    @Override
    public String toString() {
        return text;
    }
}

package org.coincide.processes.paths.expression;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** An expression of a model, evaluated by the engine's implementation of JUEL. */
public final class JuelExpression {

    private static final ExpressionFactory JUEL = new ExpressionFactoryImpl();

    /** A comparison of a variable with a text other than true and false. */
    private static final Pattern WITH_TEXT = Pattern.compile(
            "(?<![\\w.])([A-Za-z_]\\w*)\\s*(?:==|!=|\\beq\\b|\\bne\\b)\\s*['\"](?!(?:true|false)['\"])");

    private final String text;
    private final ValueExpression expression;
    private final Set<String> variables;
    private final Set<String> comparedWithTexts;

    /** @throws IllegalArgumentException if the text cannot be parsed */
    public JuelExpression(String text) {
        this.text = text.strip();
        this.variables = ExpressionVariables.of(this.text);
        this.comparedWithTexts = WITH_TEXT
                .matcher(this.text)
                .results()
                .map(compared -> compared.group(1))
                .collect(Collectors.toUnmodifiableSet());
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

    /** @throws PathViolationException if the value is not a boolean, or if a boolean is compared with a text, which is then false */
    public boolean isTrue(Function<String, Object> variables) {
        for (var name : comparedWithTexts) {
            if (variables.apply(name) instanceof Boolean) {
                throw new PathViolationException("cannot decide on " + text + ": " + name
                        + " is true or false, and no text; write ${" + name + "} or ${!" + name + "}");
            }
        }
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

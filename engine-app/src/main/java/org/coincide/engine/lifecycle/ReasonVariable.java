package org.coincide.engine.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Actor.ProcessVersion;
import org.coincide.engine.trade.Reason;
import org.coincide.processes.lifecycle.DeclaredStatus;

/**
 * A process variable with a reason that a decision table, a client or an operator determined at run time. Variables with
 * suffixes of its name contain the reason's text and the actor, if known.
 *
 * @param variable name of the variable with the reason's code
 */
public record ReasonVariable(String variable) {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([a-z][A-Za-z0-9]*)}");
    private static final String TEXT = "Text";
    private static final String ACTOR_KIND = "ActorKind";
    private static final String ACTOR_NAME = "ActorName";

    /** Parses a property of the form <code>${variable}</code>; empty for any other text. */
    public static Optional<ReasonVariable> parse(String property) {
        Matcher expression = EXPRESSION.matcher(property);
        return expression.matches() ? Optional.of(new ReasonVariable(expression.group(1))) : Optional.empty();
    }

    /** Returns a reason and its actor as process variables. */
    static Map<String, Object> asVariables(String variable, Reason reason, Actor actor) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(variable, reason.code());
        variables.put(variable + TEXT, reason.text());
        variables.put(variable + ACTOR_KIND, actor.kind().name());
        variables.put(variable + ACTOR_NAME, actor.name());
        return variables;
    }

    /** Returns the names of the variable and of those with the suffixes. */
    public Set<String> names() {
        return Set.of(variable, variable + TEXT, variable + ACTOR_KIND, variable + ACTOR_NAME);
    }

    /** Returns the reason; without a text variable, its text is the event's name. */
    Reason reason(DelegateExecution execution, String eventName) {
        String code = String.valueOf(execution.getVariable(variable));
        if (!code.matches(DeclaredStatus.REASON_CODE)) {
            throw new IllegalStateException("The variable " + variable + " at " + execution.getCurrentActivityId()
                    + " is " + code + ". It must contain a reason code such as OUT_OF_STOCK.");
        }
        Object text = execution.getVariable(variable + TEXT);
        return new Reason(code, text == null ? eventName : text.toString());
    }

    Optional<Actor> actor(DelegateExecution execution, ProcessVersion process) {
        return Optional.ofNullable(execution.getVariable(variable + ACTOR_KIND))
                .map(kind -> new Actor(
                        Actor.Kind.valueOf(kind.toString()),
                        String.valueOf(execution.getVariable(variable + ACTOR_NAME)),
                        process));
    }
}

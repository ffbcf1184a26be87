package org.coincide.engine.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.ProcessVersion;
import org.coincide.engine.trade.Reason;
import org.coincide.processes.lifecycle.DeclaredStatus;

/**
 * A reason that the model does not know beforehand: a decision table has found it, or a client or an operator has given it. It
 * stands in a variable; beside it, where known, what they said in words and who they are.
 *
 * @param variable of the reason's code; its text and its actor are in variables of this name with an ending
 */
record ReasonVariable(String variable) {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([a-z][A-Za-z0-9]*)}");
    private static final String TEXT = "Text";
    private static final String ACTOR_KIND = "ActorKind";
    private static final String ACTOR_NAME = "ActorName";

    /** What a property of the form <code>${variable}</code> names. */
    static Optional<ReasonVariable> in(String property) {
        Matcher expression = EXPRESSION.matcher(property);
        return expression.matches() ? Optional.of(new ReasonVariable(expression.group(1))) : Optional.empty();
    }

    /** A reason and its giver as variables of a process. */
    static Map<String, Object> as(String variable, Reason reason, Actor actor) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(variable, reason.code());
        variables.put(variable + TEXT, reason.text());
        variables.put(variable + ACTOR_KIND, actor.kind().name());
        variables.put(variable + ACTOR_NAME, actor.name());
        return variables;
    }

    /** The reason; its text is the event's name where nobody has said more. */
    Reason reason(DelegateExecution execution, String eventName) {
        String code = String.valueOf(execution.getVariable(variable));
        if (!code.matches(DeclaredStatus.REASON_CODE)) {
            throw new IllegalStateException("The variable " + variable + " is to give a reason such as OUT_OF_STOCK at "
                    + execution.getCurrentActivityId() + ", but is " + code + ".");
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

package org.coincide.processes.server;

import java.util.Map;

/**
 * One possible outcome of a delegate, a decision table or a user task.
 *
 * @param variables the variables that it sets
 * @param error the BPMN error that it throws; null if it completes
 * @param condition the condition under which it is possible
 */
public record TaskOutcome(Map<String, Object> variables, String error, TradeCondition condition) {

    /** Completes without setting a variable. */
    public static final TaskOutcome COMPLETES = completes(Map.of());

    public static TaskOutcome completes(Map<String, Object> variables) {
        return new TaskOutcome(variables, null, TradeCondition.ALWAYS);
    }

    @Override
    public String toString() {
        var with = variables.isEmpty() ? "" : " with " + variables;
        return error == null ? with : " with the error " + error;
    }
}

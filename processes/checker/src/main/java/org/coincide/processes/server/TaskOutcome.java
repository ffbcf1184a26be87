package org.coincide.processes.server;

import java.util.Map;
import java.util.function.Predicate;

/**
 * One possible outcome of a delegate, a decision table or a user task.
 *
 * @param variables the variables that it sets
 * @param error the BPMN error that it throws; null if it completes
 * @param condition the facts under which it is possible
 */
public record TaskOutcome(Map<String, Object> variables, String error, Predicate<TradeFacts> condition) {

    /** Completes without setting a variable. */
    public static final TaskOutcome COMPLETES = completes(Map.of());

    public static TaskOutcome completes(Map<String, Object> variables) {
        return new TaskOutcome(variables, null, facts -> true);
    }

    public static TaskOutcome throwsError(String error, Map<String, Object> variables) {
        return new TaskOutcome(variables, error, facts -> true);
    }

    public TaskOutcome when(Predicate<TradeFacts> condition) {
        return new TaskOutcome(variables, error, condition);
    }

    @Override
    public String toString() {
        if (error != null) {
            return " with the error " + error;
        }
        return variables.isEmpty() ? "" : " with " + variables;
    }
}

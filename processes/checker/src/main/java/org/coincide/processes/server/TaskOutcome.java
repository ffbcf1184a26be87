package org.coincide.processes.server;

import java.util.List;
import java.util.Map;

/**
 * One possible outcome of a delegate, a decision table or a user task.
 *
 * @param variables the variables that it sets
 * @param error the BPMN error that it throws; null if it completes
 * @param condition the condition under which it is possible
 * @param changes the changes of the server's records that it makes
 */
public record TaskOutcome(
        Map<String, Object> variables, String error, TradeCondition condition, List<RecordChange> changes) {

    /** Completes without setting a variable. */
    public static final TaskOutcome COMPLETES = completes(Map.of());

    public static TaskOutcome completes(Map<String, Object> variables) {
        return new TaskOutcome(variables, null, TradeCondition.ALWAYS, List.of());
    }

    /** The same outcome with other variables. */
    public TaskOutcome with(Map<String, Object> others) {
        return new TaskOutcome(others, error, condition, changes);
    }

    /** The same outcome with those of the changes that its variables allow. */
    public TaskOutcome changing(List<RecordChange> possible) {
        var made = possible.stream()
                .filter(change -> change.decision() == null
                        || change.decision()
                                .value()
                                .equals(String.valueOf(
                                        variables.get(change.decision().variable()))))
                .toList();
        return new TaskOutcome(variables, error, condition, made);
    }

    @Override
    public String toString() {
        var with = variables.isEmpty() ? "" : " with " + variables;
        return error == null ? with : " with the error " + error;
    }
}

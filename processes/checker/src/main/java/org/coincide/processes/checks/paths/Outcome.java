package org.coincide.processes.checks.paths;

import java.util.Map;
import java.util.function.Predicate;

/**
 * One way in which a bean, a decision table or a person can answer.
 *
 * @param sets the variables that it leaves behind
 * @param error the business error that it raises; null where it passes
 * @param possible at which state of the trade it can happen
 */
record Outcome(Map<String, Object> sets, String error, Predicate<Facts> possible) {

    static final Outcome PASSES = passes(Map.of());

    static Outcome passes(Map<String, Object> sets) {
        return new Outcome(sets, null, facts -> true);
    }

    static Outcome raises(String error, Map<String, Object> sets) {
        return new Outcome(sets, error, facts -> true);
    }

    Outcome when(Predicate<Facts> condition) {
        return new Outcome(sets, error, condition);
    }

    @Override
    public String toString() {
        if (error != null) {
            return " refused with " + error;
        }
        return sets.isEmpty() ? "" : " with " + sets;
    }
}

package org.coincide.processes.server;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A process that the server starts, at most once on each path of the path check.
 *
 * @param outcomes the combinations of variables that paths depend on
 * @param otherVariables the names of all other variables
 * @param first whether it is the first process of a trade
 * @param when the condition under which the server starts it
 */
public record ProcessStart(
        String process, List<TaskOutcome> outcomes, Set<String> otherVariables, boolean first, TradeCondition when) {

    /** The texts with which the process can start as the value of a variable; empty if they are not known. */
    public Set<String> valuesOf(String variable) {
        var values = new TreeSet<String>();
        outcomes.stream()
                .map(outcome -> outcome.variables().get(variable))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .forEach(values::add);
        return values;
    }
}

package org.coincide.processes.server;

import java.util.List;
import java.util.Set;

/**
 * A process that the server starts, at most once on each path of the path check.
 *
 * @param outcomes the combinations of variables that paths depend on
 * @param otherVariables the names of all other variables
 * @param first whether it is the first process of a trade
 * @param when the condition under which the server starts it
 */
public record ProcessStart(
        String process, List<TaskOutcome> outcomes, Set<String> otherVariables, boolean first, TradeCondition when) {}

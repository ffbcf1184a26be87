package org.coincide.processes.paths.graph;

import org.coincide.processes.paths.expression.JuelExpression;

/**
 * The multi-instance characteristics of an activity.
 *
 * @param cardinality a number, or a collection with an entry for each instance
 * @param elementVariable the variable that holds the entry of an instance; may be null
 * @param completionCondition null if the activity ends with its last instance
 * @param asyncBeforeEach whether each instance begins in a job of its own
 * @param asyncAfterEach whether each instance ends in a job of its own
 * @param splitsTrade whether each instance is about a part of the trade, so that its statuses apply to that part alone
 */
public record MultiInstance(
        JuelExpression cardinality,
        String elementVariable,
        JuelExpression completionCondition,
        boolean sequential,
        boolean asyncBeforeEach,
        boolean asyncAfterEach,
        boolean splitsTrade) {

    MultiInstance splitting() {
        return new MultiInstance(
                cardinality, elementVariable, completionCondition, sequential, asyncBeforeEach, asyncAfterEach, true);
    }
}

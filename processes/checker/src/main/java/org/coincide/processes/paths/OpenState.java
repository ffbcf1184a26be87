package org.coincide.processes.paths;

import org.coincide.processes.paths.execution.ExecutionState;

/**
 * A state that is not expanded yet.
 *
 * @param number its number in the graph of states; negative before the start and in a side branch
 * @param situation the number of the start situation that led to it
 * @param trace the path to it
 */
record OpenState(ExecutionState state, int number, int situation, Trace trace) {

    /** The state before the first process starts. */
    static OpenState before(int situation) {
        return new OpenState(null, -1, situation, null);
    }
}

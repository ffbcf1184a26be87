package org.coincide.processes.paths;

import org.coincide.processes.paths.execution.ExecutionState;

/**
 * A state that is not expanded yet.
 *
 * @param situation the number of the start situation that led to it
 * @param trace the path to it
 */
record OpenState(ExecutionState state, int situation, Trace trace) {}

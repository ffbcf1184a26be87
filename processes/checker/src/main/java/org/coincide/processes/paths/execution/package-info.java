/** The execution state of a trade, and the transitions from one wait state to the next, as the engine would make them. */
package org.coincide.processes.paths.execution;

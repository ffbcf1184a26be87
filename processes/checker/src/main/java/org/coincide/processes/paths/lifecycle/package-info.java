/** The three statuses of a trade and its parts during an exploration, and the contract's rules for each change. */
package org.coincide.processes.paths.lifecycle;

/**
 * The path check: explores every state that a trade can reach through the models and reports each path that breaks the contract, gets
 * stuck or ends with an open trade. No engine runs: a state is a small object in memory, so that hundred thousands of them take
 * seconds. A test compares the exploration with the engine, step by step.
 */
package org.coincide.processes.paths;

/**
 * The path check: plays the models' tokens through all that can happen to a trade, and judges every status that an event says on the
 * way as the client will. It runs no engine: a state is a small object in memory, so that hundred thousands of them take seconds;
 * a test holds it against the engine, step by step.
 */
package org.coincide.processes.checks.paths;

/**
 * Simulated payment provider, bank, carrier and card holders, for trials, tests and the benchmark. They use the public ports only, and
 * have tables of their own. They exist only with {@code coincide.simulation.enabled=true}.
 */
package org.coincide.engine.simulation;

/**
 * Simulated payment provider, bank, carrier and card holders, for trials, tests and the benchmark. They use the public ports only, and
 * have tables of their own. Their looks for what is due are unions of two ranges of an index: an OR of both would read all rows that wait. They exist only with {@code coincide.simulation.enabled=true}.
 */
package org.coincide.engine.simulation;

/**
 * Simulated payment provider, bank, carrier and card holders, for trying out, tests and the benchmark. They keep tables of their own.
 */
package org.coincide.engine.simulation;

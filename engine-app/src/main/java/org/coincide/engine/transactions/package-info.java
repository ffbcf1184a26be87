/**
 * Outside the order's journey: transactions and the connections of the pool. Guarantees that a nested transaction, which its thread begins
 * inside another one, never waits for a connection that an outermost transaction holds.
 */
package org.coincide.engine.transactions;

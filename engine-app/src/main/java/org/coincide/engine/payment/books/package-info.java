/**
 * Stop 5, money: what the models' payment tasks do. Every call to the provider carries an idempotency key that is stored,
 * and committed, before the call, and that a retry repeats; what came of it is a movement. A trade's amounts are the sum
 * of its movements, never a guess from its status.
 */
package org.coincide.engine.payment.books;

/**
 * Step 5, money: the records of the payments. Every call to the provider carries an idempotency key that is committed before the
 * call, and that a retry repeats; request and outcome are a movement. A trade's amounts are the sums of its movements.
 */
package org.coincide.engine.payment.books;

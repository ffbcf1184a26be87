/**
 * Card payments: calls of the payment provider, each with an idempotency key that is committed before the call, and the reports
 * about confirmations by card holders.
 */
package org.coincide.engine.payment.cards;

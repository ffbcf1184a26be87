/**
 * Card payments: authorizations and their release, and the calls of the payment provider, each with an idempotency key that is
 * committed before the call.
 */
package org.coincide.engine.payment.cards;

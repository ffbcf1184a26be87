/**
 * Adapter of the payment provider Stripe, on nothing but the ports of the server. {@code coincide.payment.provider=stripe} selects
 * it.
 *
 * <p>Each authorization is a PaymentIntent with manual capture. Every request carries the server's idempotency key, in the header
 * {@code Idempotency-Key} and in the metadata, so that an outcome can be found later without tables of this adapter.
 */
package org.coincide.stripe;

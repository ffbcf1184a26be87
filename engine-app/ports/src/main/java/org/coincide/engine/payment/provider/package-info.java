/**
 * Port to the payment provider, which authorizes, captures and refunds card payments. An adapter implements {@link
 * org.coincide.engine.payment.provider.PaymentProvider} and reports events to {@link
 * org.coincide.engine.payment.provider.PaymentEvents}.
 *
 * <p>The server stores every request with its idempotency key before it calls, and the provider's reference from the response.
 * It passes both, with the original request, to every later call about the same payment: an adapter needs no tables.
 */
package org.coincide.engine.payment.provider;

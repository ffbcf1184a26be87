/**
 * Port to the payment provider, which holds, captures and refunds card payments. An adapter implements
 * {@link org.coincide.engine.payment.provider.PaymentProvider}.
 */
package org.coincide.engine.payment.provider;

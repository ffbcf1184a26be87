package org.coincide.engine.payment.provider;

/**
 * Refund that was requested earlier.
 *
 * @param request the original request
 * @param reference the provider's reference from the outcome; null if no response arrived
 */
public record Refund(RefundRequest request, String reference) {

    public String key() {
        return request.key();
    }
}

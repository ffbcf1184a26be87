package org.coincide.engine.payment.provider;

/**
 * Authorization that was requested earlier.
 *
 * @param request the original request
 * @param reference the provider's reference from the outcome; null if no response arrived
 */
public record Authorization(AuthorizationRequest request, String reference) {

    public String key() {
        return request.key();
    }
}

package org.coincide.engine.payment.provider;

/**
 * Capture that was requested earlier.
 *
 * @param request the original request
 * @param reference the provider's reference from the outcome; null if no response arrived
 */
public record Capture(CaptureRequest request, String reference) {

    public String key() {
        return request.key();
    }
}

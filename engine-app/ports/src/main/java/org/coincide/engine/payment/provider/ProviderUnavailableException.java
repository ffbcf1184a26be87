package org.coincide.engine.payment.provider;

/**
 * Technical failure: no response, or a response that does not tell the outcome. The job retries with the same idempotency key, after
 * it has looked the outcome up.
 */
public class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderUnavailableException(String message) {
        super(message);
    }

    public ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

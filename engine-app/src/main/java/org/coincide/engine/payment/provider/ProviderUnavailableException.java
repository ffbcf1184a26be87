package org.coincide.engine.payment.provider;

/** A technical fault: no answer, or none that says what happened. The job retries, with the same key. */
public class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderUnavailableException(String message) {
        super(message);
    }
}

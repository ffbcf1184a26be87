package org.coincide.engine.payment;

/** A technical fault: no answer, or none that says what happened. The job retries, with the same key. */
class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailableException(String message) {
        super(message);
    }
}

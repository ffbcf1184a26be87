package org.coincide.engine.delivery.carrier;

/** A technical fault at the carrier's. The job retries, with the same key. */
class CarrierUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CarrierUnavailableException(String message) {
        super(message);
    }
}

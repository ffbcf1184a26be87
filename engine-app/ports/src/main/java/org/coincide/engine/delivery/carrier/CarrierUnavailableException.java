package org.coincide.engine.delivery.carrier;

/** Technical failure at the carrier: the outcome is unknown. The job retries with the same idempotency key. */
public class CarrierUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CarrierUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

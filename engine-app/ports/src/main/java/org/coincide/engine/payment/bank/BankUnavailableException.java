package org.coincide.engine.payment.bank;

/** Technical failure at the bank: the outcome is unknown. The job retries with the same idempotency key. */
public class BankUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BankUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.coincide.engine.payment.books;

/** Refusal to request money for goods that will never arrive: the claim for their consignment was given up. */
public class ClaimGivenUpException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ClaimGivenUpException(String message) {
        super(message);
    }
}

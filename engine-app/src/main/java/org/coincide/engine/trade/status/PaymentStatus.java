package org.coincide.engine.trade.status;

/** The statuses of the payment lifecycle, derived from the amounts. */
public enum PaymentStatus {
    PENDING,
    NOT_REQUIRED,
    REQUIRES_ACTION,
    AUTHORIZED,
    EXPIRED,
    FAILED,
    PARTIALLY_PAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED,
    VOIDED
}

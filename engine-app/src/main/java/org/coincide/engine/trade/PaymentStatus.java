package org.coincide.engine.trade;

/** The payment lifecycle, derived from the amounts that moved. */
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

package org.coincide.engine.trade.status;

/** The statuses of the order lifecycle. The contract's {@code transitions.json} defines the legal transitions. */
public enum OrderStatus {
    RECEIVED,
    ACCEPTED,
    REJECTED,
    ON_HOLD,
    IN_PROGRESS,
    COMPLETED,
    CANCELLING,
    CANCELLED,
    FAILED
}

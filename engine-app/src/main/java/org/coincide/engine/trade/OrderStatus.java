package org.coincide.engine.trade;

/** The order's own lifecycle; what may follow what stands in the contract's {@code transitions.json}. */
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

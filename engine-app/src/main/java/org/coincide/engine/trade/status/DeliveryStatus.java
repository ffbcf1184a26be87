package org.coincide.engine.trade.status;

/** The statuses of the delivery lifecycle, derived from the quantities of the lines. */
public enum DeliveryStatus {
    NOT_STARTED,
    NOT_REQUIRED,
    BACKORDERED,
    PREPARING,
    PARTIALLY_SHIPPED,
    SHIPPED,
    PARTIALLY_DELIVERED,
    DELIVERED,
    UNDELIVERABLE,
    PARTIALLY_RETURNED,
    RETURNED,
    CANCELLED
}

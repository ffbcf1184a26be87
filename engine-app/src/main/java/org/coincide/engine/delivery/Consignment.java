package org.coincide.engine.delivery;

/**
 * A part of a trade that travels as one.
 *
 * @param id also the idempotency key of its hand-over
 * @param trackingNumber null until the carrier has it
 */
record Consignment(String id, String tradingId, Status status, String carrier, String trackingNumber) {

    enum Status {
        PREPARING,
        SHIPPED,
        DELIVERED
    }
}

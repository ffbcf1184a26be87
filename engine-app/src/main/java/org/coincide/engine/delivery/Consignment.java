package org.coincide.engine.delivery;

/**
 * A part of a trade that travels as one.
 *
 * @param id also the idempotency key of its hand-over
 * @param number within its trade, from 1
 * @param trackingNumber null until the carrier has it
 */
record Consignment(
        String id, String tradingId, int number, ConsignmentStatus status, String carrier, String trackingNumber) {

    static String id(String tradingId, long number) {
        return tradingId + "/" + number;
    }
}

package org.coincide.engine.delivery.carrier;

/** The organisation that brings consignments. It reports what becomes of them by events. */
public interface Carrier {

    /** The name that clients see. */
    String name();

    /**
     * Gives the carrier a consignment.
     *
     * @param idempotencyKey a key seen before gets the first answer again, and no second parcel goes out
     * @return the tracking number
     * @throws CarrierUnavailableException on a technical fault; try again, with the same key
     */
    String handOver(String idempotencyKey, ShipTo shipTo);
}

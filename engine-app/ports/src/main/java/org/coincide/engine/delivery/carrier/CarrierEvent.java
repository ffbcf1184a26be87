package org.coincide.engine.delivery.carrier;

import java.time.Instant;

/**
 * Event of a parcel.
 *
 * @param id the carrier's identifier of the event, 1 to 80 printable ASCII characters; the same identifier is the same event
 * @param at time of the event
 */
public record CarrierEvent(String id, String trackingNumber, Kind event, Instant at) {

    /** Kinds of events that move a consignment. */
    public enum Kind {
        /** The recipient was not there; the carrier tries again. */
        ATTEMPT_FAILED,
        DELIVERED,
        /** The parcel is back at the sender. */
        RETURNED,
        LOST
    }
}

package org.coincide.engine.delivery.carrier;

import java.util.Optional;

/** Outcome of a booking. */
public sealed interface BookingOutcome {

    /**
     * The carrier transports the consignment.
     *
     * @param trackingNumber 1 to 80 printable ASCII characters, unique
     * @param label empty if the carrier prints the label itself
     */
    record Booked(String trackingNumber, Optional<Label> label) implements BookingOutcome {}

    /**
     * The carrier refuses, for good: an address that it does not serve, a parcel that is too heavy. The server creates an incident.
     *
     * @param code the carrier's reason
     */
    record Refused(String code, String text) implements BookingOutcome {}
}

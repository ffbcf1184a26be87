package org.coincide.engine.delivery.carrier;

/** Organization that transports consignments, and reports events of their parcels to {@link CarrierEvents}. */
public interface Carrier {

    /** The name that clients see, at most 40 characters. */
    String name();

    /**
     * Books the transport of a consignment. A repeated call with the same key returns the first outcome and books nothing.
     *
     * @throws CarrierUnavailableException on a technical failure; the job retries with the same key
     */
    BookingOutcome book(BookingRequest request);

    /**
     * Asks the carrier to bring a consignment back that is on its way. If the carrier accepts, it later reports {@link
     * CarrierEvent.Kind#RETURNED}, or {@link CarrierEvent.Kind#DELIVERED} if it was too late. Safe to repeat.
     *
     * @throws CarrierUnavailableException on a technical failure; the operator tries again
     */
    RecallOutcome recall(RecallRequest request);
}

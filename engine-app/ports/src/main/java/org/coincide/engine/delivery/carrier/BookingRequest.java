package org.coincide.engine.delivery.carrier;

import java.util.List;

/**
 * Request to transport a consignment.
 *
 * @param key idempotency key, at most 160 printable ASCII characters
 * @param tradingId the trade that is delivered
 * @param service as configured by {@code coincide.delivery.service}
 * @param parcels at least one
 */
public record BookingRequest(
        String key, String tradingId, String service, Address sender, Address recipient, List<Parcel> parcels) {

    public BookingRequest {
        parcels = List.copyOf(parcels);
    }
}

package org.coincide.engine.delivery.carrier;

/**
 * Request to bring a consignment back.
 *
 * @param key of the {@link BookingRequest}
 */
public record RecallRequest(String key, String trackingNumber) {}

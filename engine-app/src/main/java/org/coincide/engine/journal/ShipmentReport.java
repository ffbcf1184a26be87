package org.coincide.engine.journal;

/** A consignment that is with a carrier, as its client is told of it. */
public record ShipmentReport(String id, String carrier, String trackingNumber, String status) {}

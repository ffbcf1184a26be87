package org.coincide.engine.journal;

/** A consignment that was handed over to a carrier, as published to the client. */
public record ShipmentReport(String id, String carrier, String trackingNumber, String status) {}

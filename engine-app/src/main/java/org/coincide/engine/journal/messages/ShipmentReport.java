package org.coincide.engine.journal.messages;

import java.util.List;

/**
 * A parcel in a message to the client.
 *
 * @param contents pieces of each line in the parcel, by line number
 */
public record ShipmentReport(String id, String carrier, String trackingNumber, String status, List<Content> contents) {

    /** Pieces of one line of the order. */
    public record Content(int number, int quantity) {}
}

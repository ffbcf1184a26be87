package org.coincide.engine.delivery.consignments;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A part of a trade that travels as one.
 *
 * @param number within its trade, from 1
 * @param handOvers how often it was given to the carrier
 * @param expectedOn when the goods of one that waits are expected; else null
 * @param trackingNumber null until the carrier has it
 */
public record Consignment(
        String id,
        String tradingId,
        int number,
        ConsignmentStatus status,
        int handOvers,
        LocalDate expectedOn,
        String carrier,
        String trackingNumber) {

    public static String id(String tradingId, long number) {
        return tradingId + "/" + number;
    }

    /** Whether it can be cancelled and nothing else need be undone: one that has been out before has been paid for. */
    public boolean isRecallable() {
        return status.isRecallable() && handOvers == 0;
    }

    /** The key under which the carrier takes it; another parcel has another key. */
    public String handOverKey() {
        return handOvers == 0 ? id : id + "/" + (handOvers + 1);
    }

    /** For a person: "consignment 2 (handing over)", or "consignment 1 (shipped, Parcel Post PP-17)". */
    String inWords() {
        String state = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "consignment " + number + " ("
                + (trackingNumber == null ? state : state + ", " + carrier + " " + trackingNumber) + ")";
    }
}

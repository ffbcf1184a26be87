package org.coincide.engine.delivery.consignments;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Part of a trade that is shipped as one.
 *
 * @param number within its trade, from 1
 * @param handOvers number of bookings at the carrier
 * @param expectedOn expected date of the goods of a waiting consignment; else null
 * @param trackingNumber null until it is booked at the carrier
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

    /** Returns whether it can be cancelled without further compensation: a consignment that was shipped before has been paid. */
    public boolean isRecallable() {
        return status.isRecallable() && handOvers == 0;
    }

    /** Returns whether it was shipped at least once. */
    public boolean wasHandedOver() {
        return handOvers > 0;
    }

    /** The idempotency key of the next booking at the carrier; another parcel has another key. */
    public String handOverKey() {
        return handOvers == 0 ? id : id + "/" + (handOvers + 1);
    }

    /** The key of the last booking at the carrier. */
    public String bookedKey() {
        return handOvers <= 1 ? id : id + "/" + handOvers;
    }

    /** Description for a person: "consignment 2 (handing over)", or "consignment 1 (shipped, Parcel Post PP-17)". */
    String inWords() {
        String state = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "consignment " + number + " ("
                + (trackingNumber == null ? state : state + ", " + carrier + " " + trackingNumber) + ")";
    }
}

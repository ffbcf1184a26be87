package org.coincide.engine.delivery.reports;

import java.time.Instant;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;

/**
 * A carrier's word of a parcel.
 *
 * @param id the carrier's own number of this report: the same number is the same report
 * @param at when it happened
 */
public record CarrierEvent(String id, String trackingNumber, Kind event, Instant at) {

    /** What can happen to a parcel, and the message that a delivery process waits for. */
    public enum Kind {
        ATTEMPT_FAILED(ConsignmentStatus.ATTEMPT_FAILED, "attempt.failed"),
        DELIVERED(ConsignmentStatus.DELIVERED, "consignment.delivered"),
        RETURNED(ConsignmentStatus.RETURNED_TO_SENDER, "consignment.returned"),
        LOST(ConsignmentStatus.LOST, "consignment.lost");

        private final ConsignmentStatus status;
        private final String message;

        Kind(ConsignmentStatus status, String message) {
            this.status = status;
            this.message = message;
        }

        ConsignmentStatus status() {
            return status;
        }

        String message() {
            return message;
        }
    }

    /** What became of a report. */
    enum Outcome {
        /** The consignment has moved by it. */
        APPLIED,
        /** Its turn has not come: the process does not wait for it yet. */
        KEPT,
        /** It says what is over: a later report came first, or contradicts it. A person can see it; nothing follows. */
        PASSED_OVER,
        /** No consignment has this tracking number, so far. */
        UNKNOWN
    }
}

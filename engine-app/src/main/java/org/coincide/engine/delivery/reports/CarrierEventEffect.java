package org.coincide.engine.delivery.reports;

import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;

/**
 * Effect of an event of a parcel.
 *
 * @param status the new status of the consignment
 * @param message the message for which the delivery process waits
 */
record CarrierEventEffect(ConsignmentStatus status, String message) {

    static CarrierEventEffect of(CarrierEvent.Kind kind) {
        return switch (kind) {
            case ATTEMPT_FAILED -> new CarrierEventEffect(ConsignmentStatus.ATTEMPT_FAILED, "attempt.failed");
            case DELIVERED -> new CarrierEventEffect(ConsignmentStatus.DELIVERED, "consignment.delivered");
            case RETURNED -> new CarrierEventEffect(ConsignmentStatus.RETURNED_TO_SENDER, "consignment.returned");
            case LOST -> new CarrierEventEffect(ConsignmentStatus.LOST, "consignment.lost");
        };
    }
}

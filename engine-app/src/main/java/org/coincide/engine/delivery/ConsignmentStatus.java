package org.coincide.engine.delivery;

import java.util.Set;
import org.coincide.engine.trade.DeliveryStatus;

/** The states of one consignment, and what each means for the delivery of its trade. */
enum ConsignmentStatus {
    BACKORDERED(DeliveryStatus.BACKORDERED),
    PREPARING(DeliveryStatus.PREPARING),
    PICKED(DeliveryStatus.PREPARING),
    /** Whether the carrier has it is not known yet: from here on it is not recalled. */
    HANDING_OVER(DeliveryStatus.PREPARING),
    SHIPPED(DeliveryStatus.SHIPPED),
    ATTEMPT_FAILED(DeliveryStatus.SHIPPED),
    DELIVERED(DeliveryStatus.DELIVERED),
    RETURNED_TO_SENDER(DeliveryStatus.UNDELIVERABLE),
    LOST(DeliveryStatus.UNDELIVERABLE),
    CANCELLED(DeliveryStatus.CANCELLED);

    private static final Set<ConsignmentStatus> HOLDS_STOCK = Set.of(PREPARING, PICKED, HANDING_OVER);
    private static final Set<ConsignmentStatus> RECALLABLE = Set.of(BACKORDERED, PREPARING, PICKED);
    private static final Set<DeliveryStatus> OUT =
            Set.of(DeliveryStatus.SHIPPED, DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERABLE);

    private final DeliveryStatus delivery;

    ConsignmentStatus(DeliveryStatus delivery) {
        this.delivery = delivery;
    }

    /** What the trade's delivery would be if this were its only consignment. */
    DeliveryStatus delivery() {
        return delivery;
    }

    boolean isShipped() {
        return OUT.contains(delivery);
    }

    /** Whether its pieces are reserved on our shelves. */
    boolean holdsStock() {
        return HOLDS_STOCK.contains(this);
    }

    /** Whether it can still be cancelled without asking the carrier. */
    boolean isRecallable() {
        return RECALLABLE.contains(this);
    }
}

package org.coincide.engine.delivery.consignments;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.trade.status.DeliveryStatus;

/** States of a consignment, their transitions, and their meaning for the delivery of the trade. */
public enum ConsignmentStatus {
    BACKORDERED(DeliveryStatus.BACKORDERED),
    PREPARING(DeliveryStatus.PREPARING),
    PICKED(DeliveryStatus.PREPARING),
    /** Being booked at the carrier; from here on the consignment is not cancelled, unless the carrier refuses it. */
    HANDING_OVER(DeliveryStatus.PREPARING),
    SHIPPED(DeliveryStatus.SHIPPED),
    ATTEMPT_FAILED(DeliveryStatus.SHIPPED),
    DELIVERED(DeliveryStatus.DELIVERED),
    RETURNED_TO_SENDER(DeliveryStatus.UNDELIVERABLE),
    LOST(DeliveryStatus.UNDELIVERABLE),
    /** Pieces were missing when it was packed again: a person decides. The contract has no way from PREPARING to UNDELIVERABLE. */
    PICKED_SHORT(DeliveryStatus.BACKORDERED),
    CANCELLED(DeliveryStatus.CANCELLED);

    private static final Map<ConsignmentStatus, Set<ConsignmentStatus>> NEXT = new EnumMap<>(Map.ofEntries(
            Map.entry(BACKORDERED, EnumSet.of(PREPARING, CANCELLED)),
            Map.entry(PREPARING, EnumSet.of(PICKED, HANDING_OVER, PICKED_SHORT, BACKORDERED, CANCELLED)),
            Map.entry(PICKED, EnumSet.of(HANDING_OVER, CANCELLED)),
            Map.entry(HANDING_OVER, EnumSet.of(SHIPPED, PICKED)),
            Map.entry(SHIPPED, EnumSet.of(ATTEMPT_FAILED, DELIVERED, RETURNED_TO_SENDER, LOST)),
            Map.entry(ATTEMPT_FAILED, EnumSet.of(ATTEMPT_FAILED, DELIVERED, RETURNED_TO_SENDER, LOST)),
            Map.entry(RETURNED_TO_SENDER, EnumSet.of(PREPARING, CANCELLED)),
            Map.entry(LOST, EnumSet.of(PREPARING, CANCELLED)),
            Map.entry(PICKED_SHORT, EnumSet.of(PREPARING, CANCELLED)),
            Map.entry(DELIVERED, EnumSet.noneOf(ConsignmentStatus.class)),
            Map.entry(CANCELLED, EnumSet.noneOf(ConsignmentStatus.class))));

    private static final Set<ConsignmentStatus> HOLDS_STOCK = EnumSet.of(PREPARING, PICKED, HANDING_OVER);
    private static final Set<ConsignmentStatus> RECALLABLE = EnumSet.of(BACKORDERED, PREPARING, PICKED);
    private static final Set<DeliveryStatus> OUT =
            EnumSet.of(DeliveryStatus.SHIPPED, DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERABLE);

    private final DeliveryStatus delivery;

    ConsignmentStatus(DeliveryStatus delivery) {
        this.delivery = delivery;
    }

    public boolean mayBecome(ConsignmentStatus next) {
        return NEXT.get(this).contains(next);
    }

    /** The delivery status of a trade with this consignment only. */
    DeliveryStatus delivery() {
        return delivery;
    }

    boolean isShipped() {
        return OUT.contains(delivery);
    }

    /** Returns whether its pieces are reserved in stock. */
    boolean holdsStock() {
        return HOLDS_STOCK.contains(this);
    }

    /** Returns whether it can be cancelled without the carrier. */
    boolean isRecallable() {
        return RECALLABLE.contains(this);
    }
}

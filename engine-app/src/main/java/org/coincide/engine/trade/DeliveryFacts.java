package org.coincide.engine.trade;

import java.util.List;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.processes.lifecycle.DeliveryFold;

/**
 * The current progress of a trade's consignments.
 *
 * @param lines progress of each line; empty if nothing is planned
 * @param consignments the delivery status that each consignment alone would give the trade
 */
public record DeliveryFacts(List<LineProgress> lines, List<DeliveryStatus> consignments) {

    /** The delivery of the whole trade, derived from its lines and these consignments. */
    DeliveryFold fold(List<TradeLine> after) {
        int due = 0;
        int shipped = 0;
        int delivered = 0;
        int returned = 0;
        int cancelled = 0;
        for (TradeLine line : after) {
            due += line.quantity() - line.cancelled();
            shipped += line.shipped();
            delivered += line.delivered();
            returned += line.returned();
            cancelled += line.cancelled();
        }
        return new DeliveryFold(
                new DeliveryFold.Quantities(due, shipped, delivered, returned, cancelled),
                consignments.stream().map(DeliveryStatus::name).toList());
    }

    /**
     * The progress of a line in the consignments of its trade, in pieces.
     *
     * @param number number of the line
     * @param planned pieces in consignments that are not cancelled
     * @param shipped pieces that were handed over to the carrier
     * @param delivered pieces that were delivered
     */
    public record LineProgress(int number, int planned, int shipped, int delivered) {}
}

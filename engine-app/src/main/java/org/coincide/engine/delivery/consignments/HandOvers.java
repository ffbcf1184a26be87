package org.coincide.engine.delivery.consignments;

import org.coincide.engine.delivery.carrier.ShipTo;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides, once and for all, whether a consignment goes to the carrier or can still be recalled. */
@Component
public class HandOvers {

    /** A consignment that is being handed over, and to whom it goes. */
    public record HandOver(Consignment consignment, ShipTo shipTo) {}

    private final Trades trades;
    private final Consignments consignments;

    HandOvers(Trades trades, Consignments consignments) {
        this.trades = trades;
        this.consignments = consignments;
    }

    /**
     * Notes that the consignment is being handed over, under the trade's lock and committed before the carrier is called: a
     * cancellation that asks afterwards is too late, one that asked before has cancelled the consignment. Begun once, it is
     * the same again at each retry.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public HandOver begin(ConsignmentKey which) {
        Trade trade = trades.lock(which.tradingId()).orElseThrow();
        if (trades.isWithdrawn(which.tradingId())) {
            throw new IllegalStateException(
                    "Trade " + which.tradingId() + " is being cancelled: nothing of it is handed over any more.");
        }
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        if (consignment.status() != ConsignmentStatus.HANDING_OVER) {
            consignments.moved(consignment, ConsignmentStatus.HANDING_OVER);
        }
        return new HandOver(consignment, ShipTo.of(trade));
    }
}

package org.coincide.engine.delivery.consignments;

import org.coincide.engine.delivery.carrier.BookingRequest;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides between hand-over and cancellation of a consignment. */
@Component
public class HandOvers {

    /** Consignment that is being handed over, and its request to the carrier. */
    public record HandOver(Consignment consignment, BookingRequest request) {}

    private final Trades trades;
    private final Consignments consignments;
    private final BookingRequests requests;

    HandOvers(Trades trades, Consignments consignments, BookingRequests requests) {
        this.trades = trades;
        this.consignments = consignments;
        this.requests = requests;
    }

    /**
     * Begins the hand-over under the trade's lock, and commits before the carrier is called: a later cancellation is too late, an
     * earlier one has cancelled the consignment. A retry returns the same request.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public HandOver begin(ConsignmentKey which) {
        Trade trade = trades.lock(which.tradingId()).orElseThrow();
        if (trades.isWithdrawn(which.tradingId())) {
            throw new IllegalStateException(
                    "Trade " + which.tradingId() + " is being cancelled. Nothing of it is handed over any more.");
        }
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        if (consignment.status() != ConsignmentStatus.HANDING_OVER) {
            consignments.moved(consignment, ConsignmentStatus.HANDING_OVER);
        }
        return new HandOver(consignment, requests.of(consignment, trade));
    }
}

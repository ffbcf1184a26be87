package org.coincide.engine.delivery.consignments;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.delivery.carrier.BookingRequest;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides between hand-over and cancellation of a consignment. */
@Component
public class HandOvers {

    /**
     * Consignment that is being handed over, and its request to the carrier.
     *
     * @param contents its pieces by article
     */
    public record HandOver(Consignment consignment, SortedMap<String, Integer> contents, BookingRequest request) {}

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
        Trade trade = trades.lockUnlessWithdrawn(which.tradingId())
                .orElseThrow(() -> new IllegalStateException(
                        "Trade " + which.tradingId() + " is being cancelled. Nothing of it is handed over any more."));
        Consignment consignment = consignments.of(which.tradingId()).stream()
                .filter(part -> part.id().equals(which.id()))
                .findFirst()
                .orElseThrow();
        List<ConsignmentLine> lines = consignments.linesOf(consignment);
        if (consignment.status() != ConsignmentStatus.HANDING_OVER) {
            consignments.moved(consignment, ConsignmentStatus.HANDING_OVER);
        }
        return new HandOver(consignment, contents(lines), requests.of(consignment, lines, trade));
    }

    /**
     * Ends a hand-over that the carrier refused for good, and commits before the step fails: the consignment is packed, and can be
     * cancelled again. A refusal that comes late, after another attempt or a person has moved the consignment, changes nothing.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(HandOver handOver) {
        Consignment begun = handOver.consignment();
        trades.lock(begun.tradingId());
        consignments
                .find(begun.id())
                .filter(now -> now.status() == ConsignmentStatus.HANDING_OVER && now.handOvers() == begun.handOvers())
                .ifPresent(now -> consignments.moved(now, ConsignmentStatus.PICKED));
    }

    private static SortedMap<String, Integer> contents(List<ConsignmentLine> lines) {
        SortedMap<String, Integer> contents = new TreeMap<>();
        lines.forEach(line -> contents.merge(line.sku(), line.quantity(), Integer::sum));
        return contents;
    }
}

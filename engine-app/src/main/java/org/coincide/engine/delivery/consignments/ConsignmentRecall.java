package org.coincide.engine.delivery.consignments;

import org.coincide.engine.stock.Stock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Cancels consignments that have not been shipped, and releases their pieces. */
@Component
public class ConsignmentRecall {

    private final Consignments consignments;
    private final Stock stock;

    ConsignmentRecall(Consignments consignments, Stock stock) {
        this.consignments = consignments;
        this.stock = stock;
    }

    /** Requires the trade's lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(Consignment consignment) {
        if (consignment.status().holdsStock()) {
            stock.release(consignments.contentsOf(consignment));
        } else if (consignment.status() == ConsignmentStatus.BACKORDERED) {
            stock.cancelAwaited(consignments.contentsOf(consignment));
        }
        consignments.moved(consignment, ConsignmentStatus.CANCELLED);
    }
}

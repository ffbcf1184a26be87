package org.coincide.engine.delivery.consignments;

import org.coincide.engine.stock.Stock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes back what has not left the house: the consignment is cancelled, and its pieces are for others. */
@Component
public class ConsignmentRecall {

    private final Consignments consignments;
    private final Stock stock;

    ConsignmentRecall(Consignments consignments, Stock stock) {
        this.consignments = consignments;
        this.stock = stock;
    }

    /** To be called under the trade's lock. */
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

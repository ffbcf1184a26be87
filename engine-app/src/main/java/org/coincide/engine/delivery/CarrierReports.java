package org.coincide.engine.delivery;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the carrier's word of a consignment, and lets the delivery process go on. */
@Component
class CarrierReports {

    private final Consignments consignments;
    private final RuntimeService engine;

    CarrierReports(Consignments consignments, RuntimeService engine) {
        this.consignments = consignments;
        this.engine = engine;
    }

    /**
     * Notes the delivery and tells the process, both or neither; a delivery that is noted already changes nothing.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException where the process does not wait for it (yet):
     *     report it again later
     */
    @Transactional
    void delivered(String consignmentId) {
        Consignment consignment = consignments.find(consignmentId).orElseThrow();
        if (consignment.status() == ConsignmentStatus.DELIVERED) {
            return;
        }
        consignments.moved(consignment, ConsignmentStatus.DELIVERED);
        engine.createMessageCorrelation("consignment.delivered")
                .processInstanceBusinessKey(consignment.tradingId())
                .processInstanceVariableEquals(ConsignmentOf.VARIABLE, (long) consignment.number())
                .correlate();
    }
}

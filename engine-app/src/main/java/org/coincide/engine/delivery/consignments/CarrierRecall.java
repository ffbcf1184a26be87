package org.coincide.engine.delivery.consignments;

import java.util.Optional;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.carrier.RecallOutcome;
import org.coincide.engine.delivery.carrier.RecallRequest;
import org.coincide.engine.postgresql.PartnerCalls;
import org.springframework.stereotype.Component;

/**
 * Recall of consignments that are on their way. The status of the consignment changes only when the carrier reports that the parcel
 * is back, or was delivered nevertheless.
 */
@Component
public class CarrierRecall {

    private final Consignments consignments;
    private final Carrier carrier;
    private final PartnerCalls calls;

    CarrierRecall(Consignments consignments, Carrier carrier, PartnerCalls calls) {
        this.consignments = consignments;
        this.carrier = carrier;
        this.calls = calls;
    }

    /** @return empty if there is no such consignment */
    public Optional<RecallOutcome> recall(String consignmentId) {
        return consignments.find(consignmentId).map(this::recall);
    }

    private RecallOutcome recall(Consignment consignment) {
        calls.begin();
        return switch (consignment.status()) {
            case SHIPPED, ATTEMPT_FAILED ->
                carrier.recall(new RecallRequest(consignment.bookedKey(), consignment.trackingNumber()));
            default ->
                new RecallOutcome.Refused("Consignment " + consignment.id() + " is " + consignment.status()
                        + ". Only a consignment on its way can be recalled.");
        };
    }
}

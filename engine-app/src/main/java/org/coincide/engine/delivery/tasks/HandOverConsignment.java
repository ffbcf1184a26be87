package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.carrier.BookingOutcome;
import org.coincide.engine.delivery.carrier.BookingOutcome.Booked;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.HandOvers;
import org.coincide.engine.delivery.consignments.Labels;
import org.coincide.engine.postgresql.PartnerCalls;
import org.coincide.engine.stock.Stock;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Task_HandOverConsignment: books the transport at the carrier, and takes the goods from stock. Sets {@code consignmentSent}. */
@Component
@DelegateOutcome(variables = "consignmentSent=true", records = "consignment: PREPARING|PREPARING_AGAIN > SHIPPED")
@ReadsVariables("consignment")
class HandOverConsignment implements JavaDelegate {

    private final HandOvers handOvers;
    private final Consignments consignments;
    private final Labels labels;
    private final Carrier carrier;
    private final Stock stock;
    private final PartnerCalls calls;

    HandOverConsignment(
            HandOvers handOvers,
            Consignments consignments,
            Labels labels,
            Carrier carrier,
            Stock stock,
            PartnerCalls calls) {
        this.handOvers = handOvers;
        this.consignments = consignments;
        this.labels = labels;
        this.carrier = carrier;
        this.stock = stock;
        this.calls = calls;
    }

    @Override
    public void execute(DelegateExecution execution) {
        HandOvers.HandOver handOver = handOvers.begin(ConsignmentKey.execution(execution));
        Consignment consignment = handOver.consignment();
        calls.begin();
        BookingOutcome outcome = carrier.book(handOver.request());
        if (!(outcome instanceof Booked booked)) {
            handOvers.refused(handOver);
            throw new IllegalStateException("The carrier refused consignment " + consignment.id() + ": " + outcome
                    + ". Clarify it with the carrier, then retry the job, or cancel the trade: nothing was shipped.");
        }
        consignments.shipped(consignment, carrier.name(), booked.trackingNumber());
        booked.label().ifPresent(label -> labels.add(handOver.request().key(), label));
        stock.take(handOver.contents());
        execution.setVariable("consignmentSent", true);
    }
}

package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.HandOvers;
import org.coincide.engine.stock.Stock;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/** Task_HandOverConsignment: the carrier takes the goods, and they leave the stock. Says so in {@code consignmentSent}. */
@Component
@DelegateOutcome(variables = "consignmentSent=true")
class HandOverConsignment implements JavaDelegate {

    private final HandOvers handOvers;
    private final Consignments consignments;
    private final Carrier carrier;
    private final Stock stock;

    HandOverConsignment(HandOvers handOvers, Consignments consignments, Carrier carrier, Stock stock) {
        this.handOvers = handOvers;
        this.consignments = consignments;
        this.carrier = carrier;
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        HandOvers.HandOver handOver = handOvers.begin(ConsignmentKey.execution(execution));
        Consignment consignment = handOver.consignment();
        String trackingNumber = carrier.handOver(consignment.handOverKey(), handOver.shipTo());
        consignments.shipped(consignment, carrier.name(), trackingNumber);
        stock.take(consignments.contentsOf(consignment));
        execution.setVariable("consignmentSent", true);
    }
}

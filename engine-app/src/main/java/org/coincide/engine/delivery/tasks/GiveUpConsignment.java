package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Task_GiveUpConsignment: gives up a consignment that did not arrive. Returned goods go back to stock. */
@Component
@CallsNoPartner
@DelegateOutcome(records = "consignment: LOST|PICKED_SHORT|RETURNED_TO_SENDER > CANCELLED")
@ReadsVariables("consignment")
class GiveUpConsignment implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Stock stock;

    GiveUpConsignment(Trades trades, Consignments consignments, Stock stock) {
        this.trades = trades;
        this.consignments = consignments;
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ConsignmentKey which = ConsignmentKey.execution(execution);
        trades.lock(which.tradingId());
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        if (consignment.status() == ConsignmentStatus.RETURNED_TO_SENDER) {
            consignments.contentsOf(consignment).forEach(stock::receive);
        }
        consignments.moved(consignment, ConsignmentStatus.CANCELLED);
    }
}

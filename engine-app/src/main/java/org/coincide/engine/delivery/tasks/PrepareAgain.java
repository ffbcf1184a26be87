package org.coincide.engine.delivery.tasks;

import java.util.SortedMap;
import org.camunda.bpm.engine.delegate.BpmnError;
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

/**
 * Task_PrepareAgain: prepares a consignment that did not arrive once more. Returned pieces are used again; lost and missing
 * pieces are reserved anew, or the business error OUT_OF_STOCK is thrown.
 */
@Component
@CallsNoPartner
@DelegateOutcome(records = "consignment: LOST|PICKED_SHORT|RETURNED_TO_SENDER > PREPARING_AGAIN")
@DelegateOutcome(error = "OUT_OF_STOCK")
@ReadsVariables("consignment")
class PrepareAgain implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Stock stock;

    PrepareAgain(Trades trades, Consignments consignments, Stock stock) {
        this.trades = trades;
        this.consignments = consignments;
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ConsignmentKey which = ConsignmentKey.execution(execution);
        trades.lock(which.tradingId());
        Consignment consignment = consignments.find(which.id()).orElseThrow();
        SortedMap<String, Integer> contents = consignments.contentsOf(consignment);
        if (consignment.status() == ConsignmentStatus.RETURNED_TO_SENDER) {
            stock.receiveReserved(contents);
        } else if (!stock.reserve(contents)) {
            throw new BpmnError("OUT_OF_STOCK");
        }
        consignments.moved(consignment, ConsignmentStatus.PREPARING);
    }
}

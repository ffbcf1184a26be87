package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentKey;
import org.coincide.engine.delivery.consignments.ConsignmentRecall;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Task_CancelConsignment: cancels a consignment that waits for goods. */
@Component
@CallsNoPartner
@DelegateOutcome(records = "consignment: BACKORDERED|CANCELLED|PREPARING|PREPARING_AGAIN > CANCELLED")
@ReadsVariables("consignment")
class CancelConsignment implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final ConsignmentRecall recall;

    CancelConsignment(Trades trades, Consignments consignments, ConsignmentRecall recall) {
        this.trades = trades;
        this.consignments = consignments;
        this.recall = recall;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ConsignmentKey which = ConsignmentKey.execution(execution);
        trades.lock(which.tradingId());
        consignments.find(which.id()).filter(Consignment::isRecallable).ifPresent(recall::cancel);
    }
}

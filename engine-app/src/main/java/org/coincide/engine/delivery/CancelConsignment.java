package org.coincide.engine.delivery;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_CancelConsignment: nobody waits for its goods any longer. */
@Component
class CancelConsignment implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Recall recall;

    CancelConsignment(Trades trades, Consignments consignments, Recall recall) {
        this.trades = trades;
        this.consignments = consignments;
        this.recall = recall;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ConsignmentOf which = ConsignmentOf.execution(execution);
        trades.lock(which.tradingId());
        consignments.find(which.id()).filter(Consignment::isRecallable).ifPresent(recall::cancel);
    }
}

package org.coincide.engine.delivery.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentRecall;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/** Task_ReleaseDelivery: cancels the consignments that have not been shipped, and releases their pieces. */
@Component
@CallsNoPartner
@DelegateOutcome(records = "consignment?: BACKORDERED|PREPARING|PREPARING_AGAIN > CANCELLED")
class ReleaseDelivery implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final ConsignmentRecall recall;

    ReleaseDelivery(Trades trades, Consignments consignments, ConsignmentRecall recall) {
        this.trades = trades;
        this.consignments = consignments;
        this.recall = recall;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        trades.lock(tradingId);
        consignments.of(tradingId).stream().filter(Consignment::isRecallable).forEach(recall::cancel);
    }
}

package org.coincide.engine.delivery;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_ReleaseDelivery: consignments that are still in the house are cancelled, their pieces are for others again. */
@Component
class ReleaseDelivery implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Stock stock;

    ReleaseDelivery(Trades trades, Consignments consignments, Stock stock) {
        this.trades = trades;
        this.consignments = consignments;
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        trades.lock(tradingId);
        consignments.of(tradingId).stream()
                .filter(consignment -> consignment.status().isRecallable())
                .forEach(this::release);
    }

    private void release(Consignment consignment) {
        if (consignment.status().holdsStock()) {
            stock.release(consignments.contentsOf(consignment));
        }
        consignments.moved(consignment, ConsignmentStatus.CANCELLED);
    }
}

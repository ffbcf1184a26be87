package org.coincide.engine.delivery;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_HandOverConsignment: the carrier takes the goods, and they leave the stock. */
@Component
class HandOverConsignment implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Carrier carrier;
    private final Stock stock;

    HandOverConsignment(Trades trades, Consignments consignments, Carrier carrier, Stock stock) {
        this.trades = trades;
        this.consignments = consignments;
        this.carrier = carrier;
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        Consignment consignment = consignments.prepareWhole(trade);
        String trackingNumber = carrier.handOver(consignment.id());
        consignments.shipped(consignment, carrier.name(), trackingNumber);
        stock.takeReserved(trade.tradingId());
    }
}

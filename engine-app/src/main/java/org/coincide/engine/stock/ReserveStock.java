package org.coincide.engine.stock;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_ReserveStock: all lines, or the business error OUT_OF_STOCK. Says which in {@code stockReserved}. */
@Component
class ReserveStock implements JavaDelegate {

    private final Stock stock;
    private final Trades trades;

    ReserveStock(Stock stock, Trades trades) {
        this.stock = stock;
        this.trades = trades;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        boolean reserved =
                stock.reserve(tradingId, trades.find(tradingId).orElseThrow().lines());
        execution.setVariable("stockReserved", reserved);
        if (!reserved) {
            throw new BpmnError("OUT_OF_STOCK");
        }
    }
}

package org.coincide.engine.delivery;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Task_PlanDelivery: reserves the pieces and cuts them into consignments, or the business error OUT_OF_STOCK. Says so in
 * {@code stockReserved}, and in {@code consignments} how many there are.
 */
@Component
class PlanDelivery implements JavaDelegate {

    private final Trades trades;
    private final Consignments consignments;
    private final Stock stock;

    PlanDelivery(Trades trades, Consignments consignments, Stock stock) {
        this.trades = trades;
        this.consignments = consignments;
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String tradingId = execution.getProcessBusinessKey();
        Trade trade = trades.lock(tradingId).orElseThrow();
        boolean reserved = stock.reserve(wanted(trade));
        execution.setVariable("stockReserved", reserved);
        if (!reserved) {
            throw new BpmnError("OUT_OF_STOCK");
        }
        consignments.plan(tradingId, 1, ConsignmentStatus.PREPARING, pieces(trade));
        execution.setVariable("consignments", 1);
    }

    private static SortedMap<String, Integer> wanted(Trade trade) {
        SortedMap<String, Integer> wanted = new TreeMap<>();
        trade.lines().forEach(line -> wanted.merge(line.sku(), line.quantity(), Integer::sum));
        return wanted;
    }

    private static Map<Integer, Integer> pieces(Trade trade) {
        return trade.lines().stream().collect(Collectors.toMap(TradeLine::number, TradeLine::quantity));
    }
}

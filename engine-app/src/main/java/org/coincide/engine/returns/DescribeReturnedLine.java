package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Puts into the form of one returned line what a person at the ramp must know, and what is usual as the answer. */
@Component
class DescribeReturnedLine implements ExecutionListener {

    private final Returns returns;
    private final Trades trades;

    DescribeReturnedLine(Returns returns, Trades trades) {
        this.returns = returns;
        this.trades = trades;
    }

    @Override
    public void notify(DelegateExecution execution) {
        ReturnOf which = ReturnOf.the(execution);
        int index = (Integer) execution.getVariable("loopCounter");
        ReturnedLine line = returns.lines(which.tradingId(), which.number()).get(index);
        TradeLine ordered = trades.find(which.tradingId()).orElseThrow().lines().stream()
                .filter(candidate -> candidate.number() == line.number())
                .findFirst()
                .orElseThrow();
        execution.setVariableLocal("returnedLine", line.number());
        execution.setVariableLocal(
                "returnedGoods", "Line " + line.number() + ": " + line.asked() + " × " + ordered.sku());
        execution.setVariableLocal("receivedPieces", (long) line.asked());
        execution.setVariableLocal("receivedCondition", Condition.GOOD.name());
    }
}

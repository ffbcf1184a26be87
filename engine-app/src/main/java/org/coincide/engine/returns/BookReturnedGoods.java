package org.coincide.engine.returns;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Refunds;
import org.coincide.engine.returns.GoodsReturn.State;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/**
 * Task_BookReturnedGoods: adds returned goods in good condition to the stock and records the refund of their value. Sets
 * {@code goodsReturned} to whether any goods arrived.
 */
@Component
@DelegateOutcome(
        variables = "goodsReturned=true",
        records = {"consignment?: DELIVERED > TAKEN_BACK", "return: OPEN > RECEIVED"})
@DelegateOutcome(variables = "goodsReturned=false", records = "return: OPEN > OPEN")
@ReadsVariables({"refund", "returnNumber"})
class BookReturnedGoods implements JavaDelegate {

    private final Trades trades;
    private final Returns returns;
    private final Stock stock;
    private final Refunds refunds;

    BookReturnedGoods(Trades trades, Returns returns, Stock stock, Refunds refunds) {
        this.trades = trades;
        this.returns = returns;
        this.stock = stock;
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ReturnKey key = ReturnKey.of(execution);
        Trade trade = trades.lock(key.tradingId()).orElseThrow();
        List<ReturnedLine> lines = returns.lines(key.tradingId(), key.number());
        boolean arrived = lines.stream().anyMatch(line -> line.received() > 0);
        if (arrived && returns.close(key.tradingId(), key.number(), State.RECEIVED)) {
            Map<Integer, TradeLine> ordered =
                    trade.lines().stream().collect(Collectors.toMap(TradeLine::number, Function.identity()));
            lines.stream()
                    .filter(line -> line.received() > 0 && line.condition() == Condition.GOOD)
                    .forEach(line -> stock.receive(ordered.get(line.number()).sku(), line.received()));
            BigDecimal value = lines.stream()
                    .map(line -> ordered.get(line.number()).unitPrice().multiply(BigDecimal.valueOf(line.received())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            refunds.promise(key.tradingId(), execution.getVariable("refund").toString(), value);
        }
        execution.setVariable("goodsReturned", arrived);
    }
}

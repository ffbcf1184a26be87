package org.coincide.engine.returns;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.people.FormGoods;
import org.coincide.engine.people.FormVariables;
import org.coincide.engine.people.TaskOrderVariables;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Gives a task, in {@code goodsReturn}, what its form shows of the return. Where the task is about one line of it
 * ({@code returnedLine}), the list of tasks names that line's goods alone.
 */
@Component
class ShowReturn implements TaskListener {

    /** What the client wants to send back, and why. */
    private record ReturnOnForm(String number, String reason, String text, List<FormGoods> lines) {}

    private final Returns returns;
    private final Trades trades;
    private final Products products;

    ShowReturn(Returns returns, Trades trades, Products products) {
        this.returns = returns;
        this.trades = trades;
        this.products = products;
    }

    @Override
    public void notify(DelegateTask task) {
        ReturnKey which = ReturnKey.the(task.getExecution());
        GoodsReturn wanted = returns.find(which.tradingId(), which.number()).orElseThrow();
        List<FormGoods> lines = linesOf(wanted);
        String text = wanted.reason().text() == null ? "" : wanted.reason().text();
        task.setVariableLocal(
                "goodsReturn",
                FormVariables.json(
                        new ReturnOnForm(wanted.number(), wanted.reason().code(), text, lines)));
        Object line = task.getVariable(DescribeReturnedLine.LINE);
        task.setVariableLocal(
                TaskOrderVariables.ABOUT,
                FormVariables.words(lines.stream()
                        .filter(goods -> line == null || line.equals(goods.number()))
                        .toList()));
    }

    private List<FormGoods> linesOf(GoodsReturn wanted) {
        Map<Integer, TradeLine> ordered = trades.find(wanted.tradingId()).orElseThrow().lines().stream()
                .collect(Collectors.toMap(TradeLine::number, Function.identity()));
        Map<String, Product> catalogue = products.find(
                ordered.values().stream().map(TradeLine::sku).distinct().toList());
        return wanted.pieces().entrySet().stream()
                .map(line -> goods(ordered.get(line.getKey()), catalogue, line.getValue()))
                .toList();
    }

    private static FormGoods goods(TradeLine line, Map<String, Product> catalogue, int pieces) {
        Product product = catalogue.get(line.sku());
        return new FormGoods(line.number(), line.sku(), product == null ? null : product.name(), pieces);
    }
}

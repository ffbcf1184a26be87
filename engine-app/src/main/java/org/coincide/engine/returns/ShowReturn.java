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
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.SetsVariables;
import org.springframework.stereotype.Component;

/**
 * Sets the task variable {@code goodsReturn} to the return for the task's form. If the task handles one line
 * ({@code returnedLine}), the task list shows only the goods of that line.
 */
@Component
@ReadsVariables(value = "returnNumber", optional = "returnedLine")
@SetsVariables(ofTask = "goodsReturn")
class ShowReturn implements TaskListener {

    /** A return, for a form. */
    private record FormReturn(String number, String reason, String text, List<FormGoods> lines) {}

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
        ReturnKey key = ReturnKey.of(task.getExecution());
        GoodsReturn goodsReturn = returns.find(key.tradingId(), key.number()).orElseThrow();
        List<FormGoods> lines = linesOf(goodsReturn);
        String text =
                goodsReturn.reason().text() == null ? "" : goodsReturn.reason().text();
        task.setVariableLocal(
                "goodsReturn",
                FormVariables.json(new FormReturn(
                        goodsReturn.number(), goodsReturn.reason().code(), text, lines)));
        Object line = task.getVariable(SetReturnedLine.LINE);
        task.setVariableLocal(
                TaskOrderVariables.ABOUT,
                FormVariables.summary(lines.stream()
                        .filter(goods -> line == null || line.equals(goods.number()))
                        .toList()));
    }

    private List<FormGoods> linesOf(GoodsReturn goodsReturn) {
        Map<Integer, TradeLine> ordered = trades.find(goodsReturn.tradingId()).orElseThrow().lines().stream()
                .collect(Collectors.toMap(TradeLine::number, Function.identity()));
        Map<String, Product> catalogue = products.find(
                ordered.values().stream().map(TradeLine::sku).distinct().toList());
        return goodsReturn.pieces().entrySet().stream()
                .map(line -> goods(ordered.get(line.getKey()), catalogue, line.getValue()))
                .toList();
    }

    private static FormGoods goods(TradeLine line, Map<String, Product> catalogue, int pieces) {
        Product product = catalogue.get(line.sku());
        return new FormGoods(line.number(), line.sku(), product == null ? null : product.name(), pieces);
    }
}

package org.coincide.engine.people;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Tells of each task which order it is about: in {@code order} what its form shows, in some short texts what stands in
 * Tasklist's lists. All of it belongs to the task alone and goes with it.
 */
@Component
public class TaskOrderVariables {

    /** The order, as {@link FormOrder}, in the JSON of {@link FormVariables}. */
    public static final String ORDER = "order";

    /** What it is about, in a line. A listener of the model that knows better comes later and says so. */
    public static final String ABOUT = "about";

    static final String TRADE = "tradingId";
    static final String REFERENCE = "orderReference";
    static final String CLIENT = "clientId";

    private final Trades trades;
    private final Products products;

    TaskOrderVariables(Trades trades, Products products) {
        this.trades = trades;
        this.products = products;
    }

    /** Nothing, where the process belongs to no trade. */
    public void tell(DelegateTask task) {
        String tradingId = task.getExecution().getProcessBusinessKey();
        if (tradingId != null) {
            trades.find(tradingId).ifPresent(trade -> show(trade, task));
        }
    }

    private void show(Trade trade, DelegateTask task) {
        FormOrder order = FormOrder.of(trade, namesOf(trade));
        task.setVariableLocal(ORDER, FormVariables.json(order));
        task.setVariableLocal(TRADE, trade.tradingId());
        task.setVariableLocal(REFERENCE, trade.orderReference());
        task.setVariableLocal(CLIENT, trade.clientId());
        task.setVariableLocal(ABOUT, FormVariables.words(order.lines()));
    }

    /** Without those of articles that are in the catalogue no longer. */
    private Map<String, Product> namesOf(Trade trade) {
        List<String> skus =
                trade.lines().stream().map(TradeLine::sku).distinct().toList();
        return products.find(skus);
    }
}

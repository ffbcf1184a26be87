package org.coincide.engine.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Adds the data of the order to each task, as task-local variables: {@code order} for the task's form, short texts for
 * Tasklist's columns.
 */
@Component
public class TaskOrderVariables {

    /** Name of the variable with the order: {@link FormOrder} as JSON of {@link FormVariables}. */
    public static final String ORDER = "order";

    /** Name of the variable with the task's subject, in one line. A listener of the model can overwrite it. */
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

    /** Adds the variables; does nothing if the process does not belong to a trade. */
    public void addTo(DelegateTask task) {
        String tradingId = task.getExecution().getProcessBusinessKey();
        if (tradingId != null) {
            trades.find(tradingId).ifPresent(trade -> addTo(task, trade));
        }
    }

    private void addTo(DelegateTask task, Trade trade) {
        FormOrder order = FormOrder.of(trade, productsOf(trade));
        task.setVariableLocal(ORDER, FormVariables.json(order));
        task.setVariableLocal(TRADE, trade.tradingId());
        task.setVariableLocal(REFERENCE, trade.orderReference());
        task.setVariableLocal(CLIENT, trade.clientId());
        task.setVariableLocal(ABOUT, FormVariables.summary(order.lines()));
    }

    /** Returns the order of a trade as a form shows it; empty if there is no such trade. */
    public Optional<Object> orderOf(String tradingId) {
        return tradingId == null
                ? Optional.empty()
                : trades.find(tradingId).map(trade -> FormOrder.of(trade, productsOf(trade)));
    }

    /** Returns the products of the trade that the catalogue still has. */
    private Map<String, Product> productsOf(Trade trade) {
        List<String> skus =
                trade.lines().stream().map(TradeLine::sku).distinct().toList();
        return products.find(skus);
    }
}

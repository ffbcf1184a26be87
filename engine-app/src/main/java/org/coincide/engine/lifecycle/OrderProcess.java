package org.coincide.engine.lifecycle;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the process of a trade. Its business key is the trading identifier; of the order it knows decisions only. */
@Component
public class OrderProcess {

    private static final String KEY = "order";

    private final RuntimeService engine;

    OrderProcess(RuntimeService engine) {
        this.engine = engine;
    }

    /** Starts with the trade, in one transaction: neither is ever without the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Trade trade, boolean withinLimit, String paymentMethod) {
        engine.startProcessInstanceByKey(
                KEY, trade.tradingId(), Map.of("withinLimit", withinLimit, "paymentMethod", paymentMethod));
    }
}

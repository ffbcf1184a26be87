package org.coincide.engine.lifecycle;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.returns.GoodsReturn;
import org.coincide.processes.server.StartsProcess;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the process of a return. Its business key is the trading identifier, like that of all processes of a trade. */
@Component
@StartsProcess(
        value = "return",
        when = TradeCondition.RETURNABLE,
        variables = {"returnDecided=true", "returnLines=1", "returnNumber", "refund"},
        records = "return: NONE > OPEN")
@StartsProcess(
        value = "return",
        when = TradeCondition.RETURNABLE,
        variables = {"returnDecided=false", "returnLines=1", "returnNumber", "refund"},
        records = "return: NONE > OPEN")
public class ReturnProcess {

    private static final String KEY = "return";

    private final RuntimeService engine;

    ReturnProcess(RuntimeService engine) {
        this.engine = engine;
    }

    /** Starts the process in the transaction that creates the return. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(GoodsReturn goods, boolean accepted) {
        engine.startProcessInstanceByKey(
                KEY,
                goods.tradingId(),
                Map.of(
                        "returnNumber",
                        goods.number(),
                        "returnLines",
                        goods.pieces().size(),
                        "returnDecided",
                        accepted,
                        "refund",
                        "return/" + goods.number()));
    }
}

package org.coincide.engine.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.StartsProcess;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Starts the process of a trade. Its business key is the trading identifier; of the order it knows decisions only. */
@Component
@StartsProcess(
        value = "order",
        first = true,
        variables = {
            "orderAccepted=false",
            "paymentMethod=CARD",
            "limitPercent",
            "shipToCountry",
            "firstOrder",
            "pieces"
        })
@StartsProcess(
        value = "order",
        first = true,
        variables = {
            "orderAccepted=false",
            "paymentMethod=INVOICE",
            "limitPercent",
            "shipToCountry",
            "firstOrder",
            "pieces"
        })
@SendsMessage(
        value = "order.amended",
        variables = {"limitPercent", "paymentMethod", "shipToCountry", "firstOrder", "pieces"})
@SendsMessage(
        value = "cancellation.requested",
        variables = {
            "cancellationReason",
            "cancellationReasonText",
            "cancellationReasonActorKind",
            "cancellationReasonActorName"
        },
        when = TradeCondition.CANCELLABLE)
public class OrderProcess {

    private static final String KEY = "order";

    private final RuntimeService engine;

    OrderProcess(RuntimeService engine) {
        this.engine = engine;
    }

    /** Starts with the trade, in one transaction: neither is ever without the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Trade trade, OrderFacts facts) {
        Map<String, Object> variables = new HashMap<>(facts.asVariables());
        variables.put("orderAccepted", false);
        engine.startProcessInstanceByKey(KEY, trade.tradingId(), variables);
    }

    /**
     * Has an amended order decided upon again.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException where the process does not wait for it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void amended(String tradingId, OrderFacts facts) {
        engine.createMessageCorrelation("order.amended")
                .processInstanceBusinessKey(tradingId)
                .setVariables(facts.asVariables())
                .correlate();
    }

    /**
     * Has the order cancelled: its model undoes what has happened so far.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException where no process of this trade can be cancelled
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(String tradingId, Reason reason, Actor actor) {
        engine.createMessageCorrelation("cancellation.requested")
                .processInstanceBusinessKey(tradingId)
                .setVariablesToTriggeredScope(ReasonVariable.as("cancellationReason", reason, actor))
                .correlate();
    }
}

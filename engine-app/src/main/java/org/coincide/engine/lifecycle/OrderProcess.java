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

/** Starts and messages the process of a trade. Its business key is the trading identifier; its variables are ids and decisions. */
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

    /** Starts the process in the transaction that creates the trade, so that neither exists without the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Trade trade, OrderFacts facts) {
        Map<String, Object> variables = new HashMap<>(facts.asVariables());
        variables.put("orderAccepted", false);
        engine.startProcessInstanceByKey(KEY, trade.tradingId(), variables);
    }

    /**
     * Makes the process decide an amended order again.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException if the process does not accept amendments now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void amend(String tradingId, OrderFacts facts) {
        engine.createMessageCorrelation("order.amended")
                .processInstanceBusinessKey(tradingId)
                .setVariables(facts.asVariables())
                .correlate();
    }

    /**
     * Makes the process cancel the order and compensate its completed steps.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException if no process of the trade accepts a cancellation now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(String tradingId, Reason reason, Actor actor) {
        engine.createMessageCorrelation("cancellation.requested")
                .processInstanceBusinessKey(tradingId)
                .setVariablesToTriggeredScope(ReasonVariable.asVariables("cancellationReason", reason, actor))
                .correlate();
    }
}

package org.coincide.engine.lifecycle;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
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
            "pieces",
            "clientId",
            "total",
            "currency",
            "articles"
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
            "pieces",
            "clientId",
            "total",
            "currency",
            "articles"
        })
@SendsMessage(
        value = "order.amended",
        variables = {
            "limitPercent",
            "paymentMethod",
            "shipToCountry",
            "firstOrder",
            "pieces",
            "clientId",
            "total",
            "currency",
            "articles"
        })
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

    /** Key of the process of an order. */
    public static final String KEY = "order";

    private final RuntimeService engine;
    private final ManagementService jobs;

    OrderProcess(RuntimeService engine, ManagementService jobs) {
        this.engine = engine;
        this.jobs = jobs;
    }

    /** Starts the process in the transaction that creates the trade, so that neither exists without the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Trade trade, OrderFacts facts) {
        Map<String, Object> variables = new HashMap<>(facts.asVariables());
        variables.put("orderAccepted", false);
        engine.startProcessInstanceByKey(KEY, trade.tradingId(), variables);
    }

    /** Returns whether a process works on the order: its own, or the one that cancels an order without a process. */
    public boolean isRunning(String tradingId) {
        return roots(tradingId).count() > 0;
    }

    /** Returns whether the process of the order, or a process that it called, is suspended. */
    public boolean isSuspended(String tradingId) {
        return engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(tradingId)
                        .suspended()
                        .count()
                > 0;
    }

    /** Returns whether the process of the order is about to take its next step: what it waits for is not known until then. */
    public boolean isBetweenSteps(String tradingId) {
        return roots(tradingId).list().stream()
                .anyMatch(process -> jobs.createJobQuery()
                                .processInstanceId(process.getId())
                                .messages()
                                .active()
                                .withRetriesLeft()
                                .count()
                        > 0);
    }

    private ProcessInstanceQuery roots(String tradingId) {
        return engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .rootProcessInstances()
                .processDefinitionKeyIn(KEY, OrderReversal.KEY);
    }

    /**
     * Starts the process of an order again, before an element of the current model.
     *
     * @param variables values beside the facts of the order
     * @throws org.camunda.bpm.engine.ProcessEngineException if the model has no such element, or its first steps fail
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restart(Trade trade, OrderFacts facts, String activity, Map<String, Object> variables) {
        Map<String, Object> all = new HashMap<>(facts.asVariables());
        all.put("orderAccepted", trade.isAccepted());
        all.putAll(variables);
        engine.createProcessInstanceByKey(KEY)
                .businessKey(trade.tradingId())
                .setVariables(all)
                .startBeforeActivity(activity)
                .execute();
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

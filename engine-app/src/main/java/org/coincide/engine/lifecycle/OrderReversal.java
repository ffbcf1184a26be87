package org.coincide.engine.lifecycle;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.delivery.consignments.Deliveries;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.processes.server.StartsProcess;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cancels a trade that has no process, with the compensation of the order's process: the process {@code payment-reversal} undoes the
 * payment; at its end, goods are released and the order is cancelled.
 */
@Component
@StartsProcess(
        value = "payment-reversal",
        when = TradeCondition.WITHOUT_PROCESS,
        variables = {
            "cancellationReason",
            "cancellationReasonText",
            "cancellationReasonActorKind",
            "cancellationReasonActorName"
        })
public class OrderReversal {

    static final String KEY = "payment-reversal";

    private static final String REASON = "cancellationReason";

    private final RuntimeService engine;
    private final Deliveries deliveries;
    private final OperatorTransitions transitions;

    OrderReversal(RuntimeService engine, Deliveries deliveries, OperatorTransitions transitions) {
        this.engine = engine;
        this.deliveries = deliveries;
        this.transitions = transitions;
    }

    /** Starts the cancellation. The caller holds the lock of the trade, and none of its goods is with a carrier. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Trade trade, Reason reason, Actor actor) {
        if (!trade.isAccepted()) {
            finish(trade.tradingId(), reason, actor);
            return;
        }
        if (trade.statuses().order() != OrderStatus.CANCELLING) {
            transitions.move(trade.tradingId(), OrderStatus.CANCELLING, null, reason, actor);
        }
        if (trade.statuses().payment() == PaymentStatus.NOT_REQUIRED) {
            finish(trade.tradingId(), null, actor);
        } else {
            Map<String, Object> variables = ReasonVariable.asVariables(REASON, reason, actor);
            engine.startProcessInstanceByKey(KEY, trade.tradingId(), variables);
        }
    }

    /** Returns whether the reversal belongs to a cancellation of a trade without a process. */
    static boolean isCancellation(DelegateExecution reversal) {
        return reversal.hasVariable(REASON);
    }

    /** Completes the cancellation at the end of the payment's reversal, in the same transaction. */
    void complete(DelegateExecution reversal) {
        Actor actor = new ReasonVariable(REASON)
                .actor(reversal, null)
                .orElseGet(() -> new Actor(Actor.Kind.PROCESS, reversal.getCurrentActivityId()));
        finish(reversal.getProcessBusinessKey(), null, actor);
    }

    private void finish(String tradingId, Reason reason, Actor actor) {
        deliveries.release(tradingId);
        transitions.move(tradingId, OrderStatus.CANCELLED, DeliveryStatus.CANCELLED, reason, actor);
    }
}

package org.coincide.engine.reconciliation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.acceptance.StoredOrders;
import org.coincide.engine.lifecycle.OperatorTransitions;
import org.coincide.engine.lifecycle.OrderProcess;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.IllegalTransitionException;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.status.OrderStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Recovers open trades that lost their process, at the command of an operator. */
@Component
public class TradeRecovery {

    private final Trades trades;
    private final OrderProcess process;
    private final OperatorTransitions transitions;
    private final StoredOrders orders;
    private final TransactionOperations transaction;

    TradeRecovery(
            Trades trades,
            OrderProcess process,
            OperatorTransitions transitions,
            StoredOrders orders,
            TransactionOperations transaction) {
        this.trades = trades;
        this.process = process;
        this.transitions = transitions;
        this.orders = orders;
        this.transaction = transaction;
    }

    /**
     * Closes a trade without a process, with its present delivery and payment.
     *
     * @return the reason of the refusal; empty if the trade is closed now
     */
    public Optional<String> close(String tradingId, Reason reason, Actor operator) {
        return inLock(tradingId, trade -> {
            List<OrderStatus> steps = trades.closingSteps(trade);
            if (steps.isEmpty()) {
                return Optional.of(
                        "The delivery is " + trade.statuses().delivery() + " and the payment "
                                + trade.statuses().payment()
                                + ", so that no status of the order closes the trade. Use CANCEL, which undoes both, or RESTART.");
            }
            steps.forEach(step -> transitions.move(tradingId, step, null, reason, operator));
            return Optional.empty();
        });
    }

    /**
     * Starts the process of a trade without a process again.
     *
     * @param activity id of the element of the current model before which the process starts
     * @param variables values beside the facts of the order
     * @return the reason of the refusal; empty if the process has started
     */
    public Optional<String> restart(String tradingId, String activity, Map<String, Object> variables) {
        return inLock(tradingId, trade -> {
            process.restart(trade, orders.factsOf(trade), activity, variables);
            return Optional.empty();
        });
    }

    /** Returns whether there is such a trade, open or finished. */
    public boolean exists(String tradingId) {
        return trades.isClosed(tradingId).isPresent();
    }

    private Optional<String> inLock(String tradingId, Function<Trade, Optional<String>> action) {
        try {
            return transaction.execute(status -> {
                Optional<Trade> trade = trades.lock(tradingId).filter(found -> !found.closed());
                if (trade.isEmpty()) {
                    return notOpen(tradingId);
                }
                return process.isRunning(tradingId)
                        ? Optional.of(
                                "A process works on the trade. Only a trade without a process can be recovered in this way.")
                        : action.apply(trade.get());
            });
        } catch (IllegalTransitionException | ProcessEngineException impossible) {
            return Optional.of(impossible.getMessage());
        }
    }

    private static Optional<String> notOpen(String tradingId) {
        return Optional.of("There is no open trade " + tradingId + ". Check the trading identifier.");
    }
}

package org.coincide.engine.lifecycle;

import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Facts;
import org.coincide.engine.trade.Reason;
import org.coincide.engine.trade.StatusChange;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Moves a trade that has no process, and appends the message to the journal. */
@Component
public class OperatorTransitions {

    private final Trades trades;
    private final Journal journal;
    private final Movements movements;
    private final Consignments consignments;
    private final ProcessingDetailsCollector details;

    OperatorTransitions(
            Trades trades,
            Journal journal,
            Movements movements,
            Consignments consignments,
            ProcessingDetailsCollector details) {
        this.trades = trades;
        this.journal = journal;
        this.movements = movements;
        this.consignments = consignments;
        this.details = details;
    }

    /**
     * Moves the trade; the statuses must be legal steps, as for an event of a model.
     *
     * @param delivery null leaves the delivery unchanged
     * @throws org.coincide.engine.trade.IllegalTransitionException if the contract does not allow the step
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(String tradingId, OrderStatus order, DeliveryStatus delivery, Reason reason, Actor actor) {
        trades.move(
                        tradingId,
                        new StatusChange(order, delivery, null, reason, actor),
                        () -> new Facts(
                                () -> movements.factsOf(tradingId),
                                delivery == null ? null : consignments.factsOf(tradingId),
                                null))
                .ifPresent(move -> journal.append(move, details.of(move.after())));
    }
}

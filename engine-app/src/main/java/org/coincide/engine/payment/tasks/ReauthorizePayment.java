package org.coincide.engine.payment.tasks;

import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.AuthorizationCloser;
import org.coincide.engine.payment.cards.Authorizations;
import org.coincide.engine.payment.cards.Authorizations.Outcome;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/**
 * Task_ReauthorizePayment: holds once more what is still to be taken, after an authorization became too old. Of several
 * consignments that find it so, the first one does it for all: a trade has one authorization at a time. A card whose holder would
 * have to confirm counts as declined: the goods are on their way, and nobody sits before a page.
 */
@Component
@DelegateOutcome
@DelegateOutcome(error = "PAYMENT_DECLINED")
class ReauthorizePayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final Authorizations authorizations;
    private final AuthorizationCloser closings;

    ReauthorizePayment(
            Trades trades, Movements movements, Authorizations authorizations, AuthorizationCloser closings) {
        this.trades = trades;
        this.movements = movements;
        this.authorizations = authorizations;
        this.closings = closings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        int expired = (int) movements.of(trade.tradingId(), Kind.AUTHORIZE).stream()
                .filter(movement -> movement.state() == State.EXPIRED)
                .count();
        BigDecimal taken = Movements.sum(movements.of(trade.tradingId()), Kind.CAPTURE, null);
        Movement next = Movement.authorization(trade, expired + 1, trade.due().subtract(taken));
        Outcome outcome = authorizations.hold(trade, next);
        if (outcome == Outcome.CONFIRMATION_DUE) {
            closings.giveUp(next);
        }
        if (outcome != Outcome.HELD) {
            throw new BpmnError("PAYMENT_DECLINED");
        }
    }
}

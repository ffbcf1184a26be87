package org.coincide.engine.payment;

import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/**
 * Task_ReauthorizePayment: holds once more what is still to be taken, after an authorization became too old. Of several
 * consignments that find it so, the first one does it for all: a trade has one authorization at a time.
 */
@Component
class ReauthorizePayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final Authorizations authorizations;

    ReauthorizePayment(Trades trades, Movements movements, Authorizations authorizations) {
        this.trades = trades;
        this.movements = movements;
        this.authorizations = authorizations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        int expired = (int) movements.of(trade.tradingId(), Kind.AUTHORIZE).stream()
                .filter(movement -> movement.state() == State.EXPIRED)
                .count();
        BigDecimal taken = Movements.sum(movements.of(trade.tradingId()), Kind.CAPTURE, null);
        Movement next = Movement.authorization(trade, expired + 1, trade.due().subtract(taken));
        if (!authorizations.hold(trade, next)) {
            throw new BpmnError("PAYMENT_DECLINED");
        }
    }
}

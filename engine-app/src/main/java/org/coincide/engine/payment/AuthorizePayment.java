package org.coincide.engine.payment;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_AuthorizePayment: holds the whole amount, or the business error PAYMENT_DECLINED. Says which in {@code paymentAccepted}. */
@Component
class AuthorizePayment implements JavaDelegate {

    private final Trades trades;
    private final Authorizations authorizations;

    AuthorizePayment(Trades trades, Authorizations authorizations) {
        this.trades = trades;
        this.authorizations = authorizations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        // The whole order's value: missing stock may have cancelled all of it meanwhile, and then it is voided.
        boolean held = authorizations.hold(trade, Movement.authorization(trade, 1, trade.total()));
        execution.setVariable("paymentAccepted", held);
        if (!held) {
            throw new BpmnError("PAYMENT_DECLINED");
        }
    }
}

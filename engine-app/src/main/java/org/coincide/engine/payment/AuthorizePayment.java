package org.coincide.engine.payment;

import java.math.BigDecimal;
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
        boolean held = authorizations.hold(trade, Movement.authorization(trade, 1, amount(trade)));
        execution.setVariable("paymentAccepted", held);
        if (!held) {
            throw new BpmnError("PAYMENT_DECLINED");
        }
    }

    /** Where stock was found missing a moment before, nothing is due any more; the whole is held all the same, and then undone. */
    private static BigDecimal amount(Trade trade) {
        return trade.due().signum() > 0 ? trade.due() : trade.total();
    }
}

package org.coincide.engine.payment;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_CapturePayment: takes what was held, once. */
@Component
class CapturePayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final PaymentProvider provider;

    CapturePayment(Trades trades, Movements movements, PaymentProvider provider) {
        this.trades = trades;
        this.movements = movements;
        this.provider = provider;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        Movement held = movements
                .done(trade.tradingId(), Kind.AUTHORIZE)
                .orElseThrow(() -> new IllegalStateException(
                        "Trade " + trade.tradingId() + " has no authorization: there is nothing to capture."));
        Movement movement = movements.intend(trade, Kind.CAPTURE, trade.due());
        PaymentProvider.Answer answer = provider.capture(
                movement.idempotencyKey(), held.providerReference(), movement.amount(), movement.currency());
        if (answer instanceof PaymentProvider.Answer.Approved approved) {
            movements.settle(movement, State.DONE, approved.reference());
        } else {
            throw new ProviderUnavailableException("The provider declined to capture what it had authorized for trade "
                    + trade.tradingId() + ": a person must look at it. It said: " + answer);
        }
    }
}

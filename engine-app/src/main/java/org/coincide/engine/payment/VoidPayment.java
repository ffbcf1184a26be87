package org.coincide.engine.payment;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.Movement.Kind;
import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Task_VoidPayment: lets go of what was held for a trade that is not to be. */
@Component
class VoidPayment implements JavaDelegate {

    private final Trades trades;
    private final Movements movements;
    private final PaymentProvider provider;

    VoidPayment(Trades trades, Movements movements, PaymentProvider provider) {
        this.trades = trades;
        this.movements = movements;
        this.provider = provider;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        Optional<Movement> held = movements.done(trade.tradingId(), Kind.AUTHORIZE);
        if (held.isEmpty()) {
            return;
        }
        Movement movement = movements.intend(trade, Kind.VOID, held.get().amount());
        PaymentProvider.Answer answer =
                provider.voidAuthorization(movement.idempotencyKey(), held.get().providerReference());
        if (answer instanceof PaymentProvider.Answer.Approved approved) {
            movements.settle(movement, State.DONE, approved.reference());
        } else {
            throw new ProviderUnavailableException("The provider did not void the authorization of trade "
                    + trade.tradingId() + ". It said: " + answer);
        }
    }
}

package org.coincide.engine.payment;

import org.coincide.engine.payment.Movement.State;
import org.coincide.engine.payment.PaymentProvider.Answer;
import org.coincide.engine.payment.PaymentProvider.Answer.Declined;
import org.coincide.engine.payment.PaymentProvider.Answer.Done;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Has money held on the card of an order. */
@Component
class Authorizations {

    private final Intents intents;
    private final ProviderDesk desk;
    private final Movements movements;
    private final PaymentMeans means;

    Authorizations(Intents intents, ProviderDesk desk, Movements movements, PaymentMeans means) {
        this.intents = intents;
        this.desk = desk;
        this.movements = movements;
        this.means = means;
    }

    /** Whether the money is held now; the provider is asked once for each authorization. */
    boolean hold(Trade trade, Movement wanted) {
        Intents.Intent intent = intents.of(wanted);
        Movement movement = intent.movement();
        if (movement.state() == State.DONE || movement.state() == State.DECLINED) {
            return movement.state() == State.DONE;
        }
        String token = means.tokenOf(trade);
        Answer answer = desk.ask(
                intent,
                provider -> provider.authorize(
                        movement.idempotencyKey(), trade.tradingId(), movement.amount(), movement.currency(), token));
        if (answer instanceof Done done) {
            movements.settle(movement, State.DONE, done.reference());
            return true;
        }
        if (answer instanceof Declined) {
            movements.settle(movement, State.DECLINED, null);
            return false;
        }
        throw new IllegalStateException("The provider answered " + answer + " to " + movement.idempotencyKey()
                + ": the payment has been undone, and nothing is held.");
    }
}

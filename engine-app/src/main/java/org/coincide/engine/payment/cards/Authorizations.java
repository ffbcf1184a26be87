package org.coincide.engine.payment.cards;

import org.coincide.engine.payment.books.Confirmations;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentMethods;
import org.coincide.engine.payment.provider.PaymentProvider.Answer;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.ConfirmationDue;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Declined;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/** Has money held on the card of an order. */
@Component
public class Authorizations {

    /** How an authorization stands. */
    public enum Outcome {
        HELD,
        DECLINED,
        /** The card's holder has to confirm; until then nothing is held. */
        CONFIRMATION_DUE
    }

    private final MovementIntents intents;
    private final ProviderGateway desk;
    private final Movements movements;
    private final PaymentMethods means;
    private final Confirmations confirmations;

    Authorizations(
            MovementIntents intents,
            ProviderGateway desk,
            Movements movements,
            PaymentMethods means,
            Confirmations confirmations) {
        this.intents = intents;
        this.desk = desk;
        this.movements = movements;
        this.means = means;
        this.confirmations = confirmations;
    }

    /** Whether the money is held now; the provider is asked once for each authorization. */
    public Outcome hold(Trade trade, Movement wanted) {
        MovementIntents.Intent intent = intents.of(wanted);
        Movement movement = intent.movement();
        if (movement.state() == State.DONE || movement.state() == State.DECLINED) {
            return movement.state() == State.DONE ? Outcome.HELD : Outcome.DECLINED;
        }
        String token = means.tokenOf(trade);
        return settle(
                movement,
                desk.ask(
                        intent,
                        provider -> provider.authorize(
                                movement.idempotencyKey(),
                                trade.tradingId(),
                                movement.amount(),
                                movement.currency(),
                                token)));
    }

    /** What has become of an authorization that its card's holder has to confirm, as the provider says now. */
    public Outcome clarify(Movement movement) {
        return movement.state() == State.DECLINED
                ? Outcome.DECLINED
                : settle(movement, desk.answerTo(movement).orElseGet(Answer.Closed::new));
    }

    private Outcome settle(Movement movement, Answer answer) {
        if (answer instanceof Done done) {
            movements.settle(movement, State.DONE, done.reference());
            return Outcome.HELD;
        }
        if (answer instanceof Declined) {
            movements.settle(movement, State.DECLINED, null);
            return Outcome.DECLINED;
        }
        if (answer instanceof ConfirmationDue due) {
            movements.settle(movement, State.UNCONFIRMED, null);
            confirmations.note(movement, due);
            return Outcome.CONFIRMATION_DUE;
        }
        throw new IllegalStateException("The provider answered " + answer + " to " + movement.idempotencyKey()
                + ": the payment has been undone, and nothing is held.");
    }
}

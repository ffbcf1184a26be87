package org.coincide.engine.payment.cards;

import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.provider.PaymentProvider.Answer;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.springframework.stereotype.Component;

/** Lets go of authorizations at the provider, for good. */
@Component
public class AuthorizationCloser {

    private final MovementIntents intents;
    private final ProviderGateway desk;
    private final Movements movements;

    AuthorizationCloser(MovementIntents intents, ProviderGateway desk, Movements movements) {
        this.intents = intents;
        this.desk = desk;
        this.movements = movements;
    }

    /**
     * Closes an authorization by our key, also one whose answer never came. After that the provider takes nothing more by
     * it, whatever is still on its way there.
     */
    public void close(Movement authorization) {
        Intent intent = intents.ofClosing(authorization);
        Movement closing = intent.movement();
        if (closing.state() == State.DONE) {
            return;
        }
        Answer answer = desk.ask(intent, provider -> provider.close(authorization.idempotencyKey()));
        if (!(answer instanceof Done done)) {
            throw new IllegalStateException(
                    "The provider did not let go of " + authorization.idempotencyKey() + ". It said: " + answer);
        }
        movements.settle(closing, State.DONE, done.reference());
    }

    /** Closes an authorization that nobody has confirmed: whoever does so from now on is refused by the provider. */
    public void giveUp(Movement unconfirmed) {
        close(unconfirmed);
        movements.settle(unconfirmed, State.DECLINED, null);
    }
}

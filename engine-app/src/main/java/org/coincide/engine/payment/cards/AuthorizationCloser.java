package org.coincide.engine.payment.cards;

import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.provider.VoidOutcome;
import org.coincide.engine.payment.provider.VoidOutcome.Released;
import org.springframework.stereotype.Component;

/** Releases authorizations at the provider, for good. */
@Component
public class AuthorizationCloser {

    private final MovementIntents intents;
    private final ProviderGateway provider;
    private final Movements movements;

    AuthorizationCloser(MovementIntents intents, ProviderGateway provider, Movements movements) {
        this.intents = intents;
        this.provider = provider;
        this.movements = movements;
    }

    /** Releases an authorization, also one whose outcome is unknown. Afterwards the provider captures nothing of it. */
    public void close(Movement authorization) {
        Intent intent = intents.ofRelease(authorization);
        if (intent.movement().state() == State.DONE) {
            return;
        }
        release(intent, authorization);
    }

    /**
     * Releases an authorization again that the provider granted after its release: the response to the call was late, or the provider
     * did not remember the release.
     */
    void closeAgain(Movement authorization) {
        release(intents.ofRelease(authorization), authorization);
    }

    private void release(Intent intent, Movement authorization) {
        VoidOutcome outcome = provider.release(intent, authorization);
        if (!(outcome instanceof Released released)) {
            throw new IllegalStateException("The provider did not release " + authorization.idempotencyKey()
                    + ". Its response: " + outcome + ". Release it by the provider's own means, then retry the job.");
        }
        movements.settle(intent.movement(), State.DONE, released.reference());
    }

    /** Releases an authorization that nobody has confirmed, so that the holder cannot confirm it later. */
    public void giveUp(Movement unconfirmed) {
        close(unconfirmed);
        movements.settle(unconfirmed, State.DECLINED, null);
    }
}

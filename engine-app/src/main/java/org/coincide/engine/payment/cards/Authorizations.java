package org.coincide.engine.payment.cards;

import org.coincide.engine.payment.books.Confirmations;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Declined;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Expired;
import org.springframework.stereotype.Component;

/** Authorizes money on the cards of orders. */
@Component
public class Authorizations {

    /** State of an authorization. */
    public enum Outcome {
        HELD,
        DECLINED,
        /** The card's holder has to confirm; until then nothing is held. */
        CONFIRMATION_DUE
    }

    private final MovementIntents intents;
    private final ProviderGateway provider;
    private final Movements movements;
    private final Confirmations confirmations;
    private final AuthorizationCloser closer;

    Authorizations(
            MovementIntents intents,
            ProviderGateway provider,
            Movements movements,
            Confirmations confirmations,
            AuthorizationCloser closer) {
        this.intents = intents;
        this.provider = provider;
        this.movements = movements;
        this.confirmations = confirmations;
        this.closer = closer;
    }

    /** Authorizes money. The provider is called once for each authorization. */
    public Outcome hold(Movement wanted) {
        MovementIntents.Intent intent = intents.of(wanted);
        Movement movement = intent.movement();
        return switch (movement.state()) {
            case DONE -> Outcome.HELD;
            case DECLINED -> Outcome.DECLINED;
            default -> settle(movement, provider.authorize(intent));
        };
    }

    /** Authorizes money without the card's holder: a confirmation counts as declined. */
    public boolean holdWithoutClient(Movement wanted) {
        Outcome outcome = hold(wanted);
        if (outcome == Outcome.CONFIRMATION_DUE) {
            closer.giveUp(movements.find(wanted.idempotencyKey()).orElseThrow());
        }
        return outcome == Outcome.HELD;
    }

    /** The present state of an authorization that its holder has to confirm, from the provider. */
    public Outcome clarify(Movement movement) {
        return movement.state() == State.DECLINED
                ? Outcome.DECLINED
                : provider.findAuthorization(movement)
                        .map(outcome -> settle(movement, outcome))
                        .orElseGet(() -> settleUnknown(movement));
    }

    /** The holder could still confirm an authorization that only the look-up does not find, so it is not declined. */
    private Outcome settleUnknown(Movement movement) {
        if (movements.declineReleased(movement)) {
            return Outcome.DECLINED;
        }
        throw new IllegalStateException("The provider does not have authorization " + movement.idempotencyKey()
                + ", which its holder was to confirm. Compare with the provider's records, then retry the job.");
    }

    private Outcome settle(Movement movement, AuthorizationOutcome outcome) {
        if (outcome instanceof Authorized authorized
                && movements.holdUnlessReleased(movement, authorized.reference())) {
            return Outcome.HELD;
        }
        if (outcome instanceof Authorized) {
            closer.closeAgain(movement);
        }
        if (outcome instanceof Declined || outcome instanceof Expired) {
            movements.settle(movement, State.DECLINED, null);
            return Outcome.DECLINED;
        }
        if (outcome instanceof ConfirmationRequired required) {
            movements.settle(movement, State.UNCONFIRMED, required.reference());
            confirmations.note(movement, required);
            return Outcome.CONFIRMATION_DUE;
        }
        // The release was this server's own, and the transaction that was to store its outcome was rolled back; or the
        // authorization was cancelled at the provider by hand, and nobody can confirm it any more.
        if (movements.declineReleased(movement) || movements.declineUnlessUndone(movement)) {
            return Outcome.DECLINED;
        }
        throw new IllegalStateException("Authorization " + movement.idempotencyKey()
                + " has been released: the payment was undone meanwhile, and nothing is held.");
    }
}

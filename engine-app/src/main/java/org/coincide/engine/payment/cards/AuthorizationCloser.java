package org.coincide.engine.payment.cards;

import java.math.BigDecimal;
import java.util.List;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
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
     * Releases what is authorized for a trade and will not be captured, also an authorization whose outcome is unknown. Makes no call if
     * everything was captured.
     */
    public void closeRemainders(String tradingId) {
        List<Movement> all = movements.of(tradingId);
        all.stream()
                .filter(movement -> movement.is(Kind.AUTHORIZE, State.DONE))
                .filter(held -> remainder(held, all).signum() > 0)
                .forEach(this::close);
        all.stream()
                .filter(movement ->
                        movement.kind() == Kind.AUTHORIZE && movement.state().isOpen())
                .forEach(this::giveUp);
    }

    private static BigDecimal remainder(Movement held, List<Movement> all) {
        return held.amount().subtract(Movements.sum(all, Kind.CAPTURE, held.idempotencyKey()));
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

    /** Releases an authorization that is not granted yet, so that neither its holder nor a late response can grant it any more. */
    public void giveUp(Movement open) {
        close(open);
        movements.settle(open, State.DECLINED, null);
    }
}

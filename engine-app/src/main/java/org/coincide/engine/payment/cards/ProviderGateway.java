package org.coincide.engine.payment.cards;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.PaymentProvider.Answer;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.springframework.stereotype.Component;

/**
 * Where the provider is called. What an earlier attempt may have done is asked for by our key before anything is sent a
 * second time; only where the provider knows nothing of the key the call is made again, with that key.
 */
@Component
public class ProviderGateway {

    private final PaymentProvider provider;
    private final MovementIntents intents;
    private final Clock clock;
    private final Duration keyLifetime;

    ProviderGateway(PaymentProvider provider, MovementIntents intents, Clock clock, PaymentProperties settings) {
        this.provider = provider;
        this.intents = intents;
        this.clock = clock;
        this.keyLifetime = settings.keyLifetime();
    }

    /** The answer to a movement, which is made at most once. */
    public Answer ask(Intent intent, Function<PaymentProvider, Answer> call) {
        try {
            Optional<Answer> earlier = intent.first() ? Optional.empty() : answerTo(intent.movement());
            if (earlier.isEmpty()) {
                refuseForgottenKey(intent);
            }
            return earlier.orElseGet(() -> call.apply(provider));
        } catch (ProviderUnavailableException noAnswer) {
            intents.doubt(intent.movement());
            throw noAnswer;
        }
    }

    /** What became of a movement; empty where the provider knows nothing of its key. */
    public Optional<Answer> answerTo(Movement movement) {
        return provider.find(movement.idempotencyKey());
    }

    /** A key that the provider may have forgotten protects from nothing: it could move the money a second time. */
    private void refuseForgottenKey(Intent intent) {
        Movement movement = intent.movement();
        if (!intent.first()
                && movement.requestedAt().toInstant().plus(keyLifetime).isBefore(clock.instant())) {
            throw new IllegalStateException("The provider knows nothing of " + movement.idempotencyKey()
                    + ", which was asked of it at " + movement.requestedAt()
                    + ": it may have forgotten it. Compare with its statement before anything is asked again.");
        }
    }
}

package org.coincide.engine.payment.cards;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.payment.provider.VoidOutcome;
import org.coincide.engine.postgresql.PartnerCalls;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Calls of the payment provider. If an earlier attempt may have called, its outcome is looked up first; the call is repeated, with
 * the same key, only if the provider has done nothing under the key.
 */
@Component
public class ProviderGateway {

    private final PaymentProvider provider;
    private final ProviderRequests requests;
    private final MovementIntents intents;
    private final PartnerCalls calls;
    private final Clock clock;
    private final Duration keyLifetime;

    /** @param provider lazy, because an adapter can need the server's {@code PaymentEvents} */
    ProviderGateway(
            @Lazy PaymentProvider provider,
            ProviderRequests requests,
            MovementIntents intents,
            PartnerCalls calls,
            Clock clock,
            PaymentProperties properties) {
        this.provider = provider;
        this.requests = requests;
        this.intents = intents;
        this.calls = calls;
        this.clock = clock;
        this.keyLifetime = properties.keyLifetime();
    }

    public String name() {
        return provider.name();
    }

    public boolean capturesOnce() {
        return provider.captureSupport() == CaptureSupport.ONCE;
    }

    public AuthorizationOutcome authorize(Intent intent) {
        Movement movement = intent.movement();
        return callOnce(
                intent,
                () -> findAuthorization(movement),
                () -> provider.authorize(requests.authorizationRequest(movement)));
    }

    public CaptureOutcome capture(Intent intent) {
        Movement movement = intent.movement();
        return callOnce(intent, () -> findCapture(movement), () -> provider.capture(requests.captureRequest(intent)));
    }

    public RefundOutcome refund(Intent intent) {
        Movement movement = intent.movement();
        return callOnce(intent, () -> findRefund(movement), () -> provider.refund(requests.refundRequest(movement)));
    }

    /** Releases an authorization; needs no look-up, because a release can be repeated. */
    VoidOutcome release(Intent intent, Movement authorization) {
        if (authorization.providerReference() == null) {
            refuseForgottenKey(authorization);
        }
        return callAndMarkUnknown(
                intent, () -> provider.release(requests.voidRequest(intent.movement(), authorization)));
    }

    public Optional<AuthorizationOutcome> findAuthorization(Movement movement) {
        calls.begin();
        return provider.findAuthorization(requests.authorization(movement));
    }

    public Optional<CaptureOutcome> findCapture(Movement movement) {
        calls.begin();
        return provider.findCapture(requests.capture(movement));
    }

    public Optional<RefundOutcome> findRefund(Movement movement) {
        calls.begin();
        return provider.findRefund(requests.refund(movement));
    }

    /** Looks a capture up that the books may lack. */
    Optional<CaptureOutcome> findCapture(Movement capture, Movement authorization) {
        calls.begin();
        return provider.findCapture(requests.capture(capture, authorization));
    }

    /** Looks a refund up that the books may lack. */
    Optional<RefundOutcome> findRefund(Movement refund, Movement capture, Movement authorization) {
        calls.begin();
        return provider.findRefund(requests.refund(refund, capture, authorization));
    }

    private <T> T callOnce(Intent intent, Supplier<Optional<T>> find, Supplier<T> call) {
        return callAndMarkUnknown(intent, () -> {
            Optional<T> earlier = intent.first() ? Optional.empty() : find.get();
            if (earlier.isPresent()) {
                return earlier.get();
            }
            if (!intent.first()) {
                refuseForgottenKey(intent.movement());
            }
            return call.get();
        });
    }

    /** Calls the provider. A call whose outcome is unknown marks the request, so that its key is looked up before it is used again. */
    private <T> T callAndMarkUnknown(Intent intent, Supplier<T> call) {
        try {
            calls.begin();
            return call.get();
        } catch (ProviderUnavailableException unknown) {
            intents.doubt(intent.movement());
            throw unknown;
        }
    }

    /** A key that the provider may have forgotten protects from nothing: the call could move the money a second time. */
    private void refuseForgottenKey(Movement movement) {
        if (movement.requestedAt() != null
                && movement.requestedAt().toInstant().plus(keyLifetime).isBefore(clock.instant())) {
            throw new IllegalStateException("The provider does not have " + movement.idempotencyKey()
                    + ", which was requested at " + movement.requestedAt()
                    + ", and may have forgotten it. Compare with the provider's records before the job is retried.");
        }
    }
}

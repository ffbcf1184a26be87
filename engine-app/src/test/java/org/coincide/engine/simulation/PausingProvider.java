package org.coincide.engine.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.provider.Authorization;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.AuthorizationRequest;
import org.coincide.engine.payment.provider.Capture;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureRequest;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.payment.provider.Refund;
import org.coincide.engine.payment.provider.RefundRequest;
import org.coincide.engine.payment.provider.VoidOutcome;
import org.coincide.engine.payment.provider.VoidRequest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The simulated provider, with pauses before or after a call. */
public final class PausingProvider implements PaymentProvider {

    /** A paused call, selected by its idempotency key or by its card. */
    public static final class Pause implements AutoCloseable {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final boolean afterEffect;
        private volatile String key;
        private volatile boolean failing;

        private Pause(boolean afterEffect) {
            this.afterEffect = afterEffect;
        }

        /** Waits for the call and returns its key. */
        public String awaitCall() throws InterruptedException {
            if (!arrived.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The call never came");
            }
            return key;
        }

        /** Ends the pause; the caller gets no answer. */
        public void fail() {
            failing = true;
            letGo();
        }

        public void letGo() {
            released.countDown();
        }

        @Override
        public void close() {
            letGo();
        }

        private void hold(String heldKey) {
            key = heldKey;
            arrived.countDown();
            try {
                if (!released.await(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("The call was never let go");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            if (failing) {
                throw new ProviderUnavailableException("The call under " + heldKey + " got lost on its way.");
            }
        }
    }

    /** Places the pausing provider in front of the simulated one. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class InFront {

        @Bean
        @Primary
        PausingProvider pausingProvider(SimulatedProvider provider) {
            return new PausingProvider(provider);
        }
    }

    private static final String NO_CARD = "";

    private final PaymentProvider provider;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Map<String, Pause> held = new ConcurrentHashMap<>();
    private final Set<String> unansweredRefunds = ConcurrentHashMap.newKeySet();
    private volatile boolean captureOnce;
    private volatile boolean releaseRest;

    PausingProvider(PaymentProvider provider) {
        this.provider = provider;
    }

    /** Pauses the next call with this key or card, before the provider receives it. */
    public Pause before(String key) {
        return pause(key, new Pause(false));
    }

    /** Pauses the answer to the next call with this key, after the provider's effect. */
    public Pause after(String key) {
        return pause(key, new Pause(true));
    }

    /** Makes the server capture each authorization once. */
    public void captureOnce(boolean once) {
        captureOnce = once;
    }

    /** Releases the rest of each authorization with its first capture, as a card that allows only one. */
    public void releaseRest(boolean release) {
        releaseRest = release;
    }

    /** Leaves every refund of this trade, and every look-up of one, without an answer. */
    public void neverAnswerRefunds(String tradingId) {
        unansweredRefunds.add(tradingId);
    }

    /** Ends the pauses of this card. */
    public void release(String card) {
        Pause pause = held.remove(card);
        if (pause != null) {
            pause.letGo();
        }
    }

    private Pause pause(String key, Pause pause) {
        pauses.put(key, pause);
        return pause;
    }

    private <T> T held(String key, String card, Supplier<T> call) {
        Pause pause = pauses.containsKey(key) ? pauses.remove(key) : pauses.remove(card);
        if (pause != null) {
            held.put(card, pause);
        }
        if (pause != null && !pause.afterEffect) {
            pause.hold(key);
        }
        T outcome = call.get();
        if (pause != null && pause.afterEffect) {
            pause.hold(key);
        }
        return outcome;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public CaptureSupport captureSupport() {
        return captureOnce ? CaptureSupport.ONCE : provider.captureSupport();
    }

    @Override
    public AuthorizationOutcome authorize(AuthorizationRequest request) {
        return held(request.key(), request.token(), () -> provider.authorize(request));
    }

    @Override
    public CaptureOutcome capture(CaptureRequest request) {
        return held(request.key(), NO_CARD, () -> releaseRest ? captureLast(request) : provider.capture(request));
    }

    private CaptureOutcome captureLast(CaptureRequest request) {
        CaptureOutcome outcome =
                provider.capture(new CaptureRequest(request.key(), request.authorization(), request.amount(), true));
        return outcome instanceof CaptureOutcome.Captured captured
                ? new CaptureOutcome.Captured(captured.reference(), true)
                : outcome;
    }

    @Override
    public VoidOutcome release(VoidRequest request) {
        return provider.release(request);
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        requireAnswer(request.key());
        return held(request.key(), NO_CARD, () -> provider.refund(request));
    }

    @Override
    public Optional<AuthorizationOutcome> findAuthorization(Authorization authorization) {
        return provider.findAuthorization(authorization);
    }

    @Override
    public Optional<CaptureOutcome> findCapture(Capture capture) {
        return provider.findCapture(capture);
    }

    @Override
    public Optional<RefundOutcome> findRefund(Refund refund) {
        requireAnswer(refund.key());
        return provider.findRefund(refund);
    }

    private void requireAnswer(String key) {
        if (unansweredRefunds.stream().anyMatch(key::startsWith)) {
            throw new ProviderUnavailableException("The payment provider does not answer to " + key + ".");
        }
    }
}

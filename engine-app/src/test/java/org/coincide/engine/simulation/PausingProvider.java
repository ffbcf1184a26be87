package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The simulated provider, whose calls a test can hold: on their way to it, or on their way back. */
public final class PausingProvider implements PaymentProvider {

    /** A call that is held: under one key of ours, or by one card. */
    public static final class Pause implements AutoCloseable {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final boolean afterEffect;
        private volatile String key;
        private volatile boolean failing;

        private Pause(boolean afterEffect) {
            this.afterEffect = afterEffect;
        }

        /** Waits until the call is here, and gives its key. */
        public String awaitCall() throws InterruptedException {
            if (!arrived.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The call never came");
            }
            return key;
        }

        /** Lets it go, and the caller hears nothing. */
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

    /** Puts it in front of the simulated one. */
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

    PausingProvider(PaymentProvider provider) {
        this.provider = provider;
    }

    /** Holds the next call under this key, or by this card, before the provider has heard of it. */
    public Pause before(String key) {
        return pause(key, new Pause(false));
    }

    /** Holds the answer to the next call under this key: the provider has done it. */
    public Pause after(String key) {
        return pause(key, new Pause(true));
    }

    /** Lets the calls by this card go that are held. */
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

    private Answer held(String key, String card, Supplier<Answer> call) {
        Pause pause = pauses.containsKey(key) ? pauses.remove(key) : pauses.remove(card);
        if (pause != null) {
            held.put(card, pause);
        }
        if (pause != null && !pause.afterEffect) {
            pause.hold(key);
        }
        Answer answer = call.get();
        if (pause != null && pause.afterEffect) {
            pause.hold(key);
        }
        return answer;
    }

    @Override
    public Answer authorize(String key, String merchantReference, BigDecimal amount, String currency, String token) {
        return held(key, token, () -> provider.authorize(key, merchantReference, amount, currency, token));
    }

    @Override
    public Answer capture(String key, String authorizationKey, BigDecimal amount, String currency) {
        return held(key, NO_CARD, () -> provider.capture(key, authorizationKey, amount, currency));
    }

    @Override
    public Answer close(String authorizationKey) {
        return provider.close(authorizationKey);
    }

    @Override
    public Answer refund(String key, String captureKey, BigDecimal amount, String currency) {
        return held(key, NO_CARD, () -> provider.refund(key, captureKey, amount, currency));
    }

    @Override
    public Optional<Answer> find(String key) {
        return provider.find(key);
    }
}

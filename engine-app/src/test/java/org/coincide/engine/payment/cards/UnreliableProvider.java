package org.coincide.engine.payment.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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

/**
 * Provider that fails before or after the effect of a call, declines renewals, lets authorizations expire, and releases the rest of some
 * with a capture. It refuses to capture more than it holds, and to refund more than it captured.
 */
final class UnreliableProvider implements PaymentProvider {

    private static final int PERCENT = 100;
    private static final int FAILING = 15;
    private static final int EXPIRING = 12;
    private static final int RELEASING_THE_REST = 12;
    private static final int DECLINING = 20;

    private final Map<String, AuthorizationOutcome> authorizations = new HashMap<>();
    private final Map<String, BigDecimal> held = new HashMap<>();
    private final Map<String, CaptureOutcome> captures = new HashMap<>();
    private final Map<String, BigDecimal> refundable = new HashMap<>();
    private final Map<String, RefundOutcome> refunds = new HashMap<>();

    private Random happenings = new Random(0);
    private boolean reliable;
    private CaptureSupport support = CaptureSupport.IN_PARTS;
    private BigDecimal captured = BigDecimal.ZERO;
    private BigDecimal refunded = BigDecimal.ZERO;

    /** Begins the payment of another trade. */
    void begin(Random random, CaptureSupport captureSupport) {
        held.clear();
        happenings = random;
        support = captureSupport;
        reliable = true;
        captured = BigDecimal.ZERO;
        refunded = BigDecimal.ZERO;
    }

    void reliable(boolean nowReliable) {
        reliable = nowReliable;
    }

    boolean isReliable() {
        return reliable;
    }

    BigDecimal captured() {
        return captured;
    }

    BigDecimal refunded() {
        return refunded;
    }

    BigDecimal held() {
        return held.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns whether a consignment was captured, as its key says. */
    boolean hasCaptured(String tradingId, int consignment) {
        String key = tradingId + "/capture/" + consignment;
        return captures.entrySet().stream()
                .filter(capture -> capture.getValue() instanceof CaptureOutcome.Captured)
                .anyMatch(capture ->
                        capture.getKey().equals(key) || capture.getKey().startsWith(key + "/"));
    }

    @Override
    public String name() {
        return "unreliable";
    }

    @Override
    public CaptureSupport captureSupport() {
        return support;
    }

    @Override
    public AuthorizationOutcome authorize(AuthorizationRequest request) {
        return call(authorizations, request.key(), () -> {
            if (!request.clientPresent() && happens(DECLINING)) {
                return new AuthorizationOutcome.Declined("declined");
            }
            held.put(request.key(), request.amount().value());
            return new AuthorizationOutcome.Authorized("ref-" + request.key());
        });
    }

    @Override
    public CaptureOutcome capture(CaptureRequest request) {
        return call(captures, request.key(), () -> {
            String authorization = request.authorization().key();
            if (happens(EXPIRING)) {
                held.remove(authorization);
            }
            BigDecimal rest = held.get(authorization);
            if (rest == null) {
                return new CaptureOutcome.Expired();
            }
            BigDecimal amount = request.amount().value();
            assertThat(amount).as("captured of the held amount").isLessThanOrEqualTo(rest);
            boolean restReleased = request.last() || support == CaptureSupport.ONCE || happens(RELEASING_THE_REST);
            if (restReleased) {
                held.remove(authorization);
            } else {
                held.put(authorization, rest.subtract(amount));
            }
            captured = captured.add(amount);
            refundable.put(request.key(), amount);
            return new CaptureOutcome.Captured("ref-" + request.key(), restReleased);
        });
    }

    @Override
    public VoidOutcome release(VoidRequest request) {
        failSometimes();
        held.remove(request.authorization().key());
        failSometimes();
        return new VoidOutcome.Released("ref-" + request.key());
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        return call(refunds, request.key(), () -> {
            BigDecimal amount = request.amount().value();
            BigDecimal rest = refundable.get(request.capture().key()).subtract(amount);
            assertThat(rest).as("refunded of the captured amount").isNotNegative();
            refundable.put(request.capture().key(), rest);
            refunded = refunded.add(amount);
            return new RefundOutcome.Refunded("ref-" + request.key());
        });
    }

    @Override
    public Optional<AuthorizationOutcome> findAuthorization(Authorization authorization) {
        return Optional.ofNullable(authorizations.get(authorization.key()));
    }

    @Override
    public Optional<CaptureOutcome> findCapture(Capture capture) {
        return Optional.ofNullable(captures.get(capture.key()));
    }

    @Override
    public Optional<RefundOutcome> findRefund(Refund refund) {
        return Optional.ofNullable(refunds.get(refund.key()));
    }

    private <T> T call(Map<String, T> done, String key, Supplier<T> effect) {
        failSometimes();
        T outcome = done.get(key);
        if (outcome == null) {
            outcome = effect.get();
            done.put(key, outcome);
        }
        failSometimes();
        return outcome;
    }

    private void failSometimes() {
        if (!reliable && happens(FAILING)) {
            throw new ProviderUnavailableException("no answer");
        }
    }

    private boolean happens(int percent) {
        return happenings.nextInt(PERCENT) < percent;
    }
}

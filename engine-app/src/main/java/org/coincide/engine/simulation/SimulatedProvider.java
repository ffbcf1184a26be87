package org.coincide.engine.simulation;

import static org.coincide.engine.simulation.SimulatedCall.APPROVED;
import static org.coincide.engine.simulation.SimulatedCall.CLOSED;
import static org.coincide.engine.simulation.SimulatedCall.DECLINED;
import static org.coincide.engine.simulation.SimulatedCall.EXPIRED;
import static org.coincide.engine.simulation.SimulatedCall.PENDING;
import static org.coincide.engine.simulation.SimulatedCall.UNCONFIRMED;

import java.math.BigDecimal;
import java.util.Optional;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.provider.Authorization;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.AuthorizationRequest;
import org.coincide.engine.payment.provider.Capture;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureRequest;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.Refund;
import org.coincide.engine.payment.provider.RefundRequest;
import org.coincide.engine.payment.provider.VoidOutcome;
import org.coincide.engine.payment.provider.VoidRequest;
import org.springframework.stereotype.Component;

/**
 * Payment provider for trials and tests. It captures no more than is authorized, nothing of a released authorization, and refunds no
 * more than was captured. The card's token selects the behaviour, see {@link TestCard}.
 */
@Component
@ConditionalOnSimulatedProvider
class SimulatedProvider implements PaymentProvider {

    private static final String NO_CURRENCY = "XXX";

    private final SimulatedCalls calls;
    private final SimulatedProviderLedger ledger;
    private final SimulatedConfirmations confirmations;
    private final SimulatedReports reports;
    private final PaymentSimulationProperties properties;

    SimulatedProvider(
            SimulatedCalls calls,
            SimulatedProviderLedger ledger,
            SimulatedConfirmations confirmations,
            SimulatedReports reports,
            PaymentSimulationProperties properties) {
        this.calls = calls;
        this.ledger = ledger;
        this.confirmations = confirmations;
        this.reports = reports;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "Simulated Payments";
    }

    @Override
    public CaptureSupport captureSupport() {
        return properties.captures();
    }

    @Override
    public AuthorizationOutcome authorize(AuthorizationRequest request) {
        SimulatedCall wanted =
                calls.wanted(request.key(), SimulatedCall.AUTHORIZE, null, request.amount(), request.token());
        return outcome(calls.perform(wanted, () -> add(request, wanted)));
    }

    private String add(AuthorizationRequest request, SimulatedCall wanted) {
        TestCard card = TestCard.of(request.token());
        String state = card.initialState(() -> !ledger.knowsMerchantReference(request.tradingId()));
        SimulatedAuthorization added = SimulatedAuthorization.of(request, wanted.reference(), state);
        if (!ledger.add(added, request.tradingId())) {
            return ledger.lock(request.key())
                    .map(SimulatedAuthorization::answer)
                    .orElseThrow();
        }
        if (added.answer().equals(UNCONFIRMED)) {
            confirmations.ask(request.key(), wanted.reference(), card);
        }
        return added.answer();
    }

    private AuthorizationOutcome outcome(SimulatedCall call) {
        return switch (call.answer()) {
            case APPROVED -> new AuthorizationOutcome.Authorized(call.reference());
            case UNCONFIRMED -> confirmations.asked(call.idempotencyKey(), call.reference());
            case CLOSED -> new AuthorizationOutcome.Released();
            default -> new AuthorizationOutcome.Declined("card_declined");
        };
    }

    @Override
    public CaptureOutcome capture(CaptureRequest request) {
        Authorization authorization = request.authorization();
        SimulatedCall wanted = calls.wanted(
                request.key(),
                SimulatedCall.CAPTURE,
                authorization.key(),
                request.amount(),
                authorization.request().token());
        SimulatedCall made = calls.perform(wanted, () -> ledger.lock(authorization.key())
                .map(held -> capture(held, request))
                .orElse(DECLINED));
        return outcomeOfCapture(made);
    }

    private String capture(SimulatedAuthorization held, CaptureRequest request) {
        String answer = held.answerToCapture(request.amount());
        if (answer.equals(APPROVED)) {
            ledger.captured(held, request.amount().value());
            boolean ends = request.last() || properties.captures() == CaptureSupport.ONCE;
            if (ends && held.exceeds(request.amount())) {
                ledger.close(held);
            }
            if (TestCard.of(held.token()) == TestCard.DISPUTES) {
                reports.plan(SimulatedReport.Kind.DISPUTE, request.key());
            }
        }
        return answer;
    }

    private static CaptureOutcome outcomeOfCapture(SimulatedCall call) {
        return switch (call.answer()) {
            case APPROVED -> new CaptureOutcome.Captured(call.reference());
            case EXPIRED -> new CaptureOutcome.Expired();
            case CLOSED -> new CaptureOutcome.Released();
            default -> new CaptureOutcome.Declined("not_capturable");
        };
    }

    @Override
    public VoidOutcome release(VoidRequest request) {
        AuthorizationRequest authorization = request.authorization().request();
        SimulatedCall wanted = calls.wanted(
                request.key(),
                SimulatedCall.VOID,
                authorization.key(),
                new Amount(BigDecimal.ZERO, NO_CURRENCY),
                authorization.token());
        SimulatedCall made = calls.perform(wanted, () -> {
            ledger.lock(authorization.key())
                    .ifPresentOrElse(
                            ledger::close,
                            () -> ledger.add(
                                    SimulatedAuthorization.of(authorization, wanted.reference(), CLOSED), null));
            return APPROVED;
        });
        return new VoidOutcome.Released(made.reference());
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        CaptureRequest capture = request.capture().request();
        String token = capture.authorization().request().token();
        SimulatedCall wanted =
                calls.wanted(request.key(), SimulatedCall.REFUND, capture.key(), request.amount(), token);
        return outcomeOfRefund(calls.perform(wanted, () -> {
            ledger.lock(capture.authorization().key());
            return refund(request, TestCard.of(token));
        }));
    }

    private String refund(RefundRequest request, TestCard card) {
        String captureKey = request.capture().key();
        Optional<SimulatedCall> captured =
                calls.find(captureKey).filter(call -> call.answer().equals(APPROVED));
        boolean possible = captured.isPresent()
                && captured.get().currency().equals(request.amount().currency())
                && calls.refunded(captureKey)
                                .add(request.amount().value())
                                .compareTo(captured.get().amount())
                        <= 0;
        if (!possible) {
            return DECLINED;
        }
        if (!card.refundsLater()) {
            return APPROVED;
        }
        reports.plan(SimulatedReport.Kind.REFUND, request.key());
        return PENDING;
    }

    private static RefundOutcome outcomeOfRefund(SimulatedCall call) {
        return switch (call.answer()) {
            case APPROVED -> new RefundOutcome.Refunded(call.reference());
            case PENDING -> new RefundOutcome.Pending(call.reference());
            default -> new RefundOutcome.Failed(call.reference(), "refund_failed");
        };
    }

    @Override
    public Optional<AuthorizationOutcome> findAuthorization(Authorization authorization) {
        return calls.found(authorization.key())
                .map(call ->
                        ledger.isReleased(authorization.key()) ? new AuthorizationOutcome.Released() : outcome(call));
    }

    @Override
    public Optional<CaptureOutcome> findCapture(Capture capture) {
        return calls.found(capture.key()).map(SimulatedProvider::outcomeOfCapture);
    }

    @Override
    public Optional<RefundOutcome> findRefund(Refund refund) {
        return calls.found(refund.key()).map(SimulatedProvider::outcomeOfRefund);
    }
}

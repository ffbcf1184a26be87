package org.coincide.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.time.Clock;
import java.util.Optional;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.provider.Authorization;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
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
import org.coincide.stripe.StripeCalls.Refusal;

/** Card payments through Stripe's PaymentIntents. */
final class StripeProvider implements PaymentProvider {

    /** Metadata with the server's idempotency key. */
    static final String KEY = "coincide_key";

    static final String TRADE = "coincide_trade";

    private static final String REPLAYED = "Idempotent-Replayed";

    private final StripeClient stripe;
    private final StripeProperties properties;
    private final PaymentStates states;

    StripeProvider(StripeClient stripe, StripeProperties properties, Clock clock) {
        this.stripe = stripe;
        this.properties = properties;
        this.states = new PaymentStates(properties, clock);
    }

    @Override
    public String name() {
        return "Stripe";
    }

    @Override
    public CaptureSupport captureSupport() {
        return properties.multicapture() ? CaptureSupport.IN_PARTS : CaptureSupport.ONCE;
    }

    @Override
    public AuthorizationOutcome authorize(AuthorizationRequest request) {
        return StripeCalls.run(() -> states.ofAuthorization(current(created(request))), states::declined);
    }

    private PaymentIntent created(AuthorizationRequest request) throws StripeException {
        PaymentIntentCreateParams.Builder params = PaymentIntentCreateParams.builder()
                .setAmount(StripeAmounts.units(request.amount()))
                .setCurrency(StripeAmounts.currency(request.amount()))
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .setConfirm(true)
                .addPaymentMethodType("card")
                .setPaymentMethod(request.token())
                .putMetadata(KEY, request.key())
                .putMetadata(TRADE, request.tradingId());
        if (request.clientPresent()) {
            params.setReturnUrl(properties.returnUrl());
        } else {
            params.setOffSession(true).setErrorOnRequiresAction(true);
        }
        if (properties.multicapture()) {
            params.setPaymentMethodOptions(multicapture());
        }
        return stripe.v1().paymentIntents().create(params.build(), key(request.key()));
    }

    private static PaymentIntentCreateParams.PaymentMethodOptions multicapture() {
        return PaymentIntentCreateParams.PaymentMethodOptions.builder()
                .setCard(PaymentIntentCreateParams.PaymentMethodOptions.Card.builder()
                        .setRequestMulticapture(
                                PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestMulticapture.IF_AVAILABLE)
                        .build())
                .build();
    }

    /** Stripe repeats the first response to a known key, whatever has become of the payment since. */
    private PaymentIntent current(PaymentIntent response) throws StripeException {
        boolean replayed = response.getLastResponse() != null
                && response.getLastResponse()
                        .headers()
                        .firstValue(REPLAYED)
                        .filter("true"::equals)
                        .isPresent();
        return replayed ? retrieved(response.getId()) : response;
    }

    private PaymentIntent retrieved(String id) throws StripeException {
        return stripe.v1().paymentIntents().retrieve(id);
    }

    @Override
    public CaptureOutcome capture(CaptureRequest request) {
        String intent = request.authorization().reference();
        return StripeCalls.run(
                () -> states.ofCapture(
                        stripe.v1().paymentIntents().capture(intent, captureParams(request), key(request.key()))),
                refusal -> captureRefused(request, refusal));
    }

    private PaymentIntentCaptureParams captureParams(CaptureRequest request) throws StripeException {
        PaymentIntentCaptureParams.Builder params = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(StripeAmounts.units(request.amount()))
                .putMetadata(states.captureKey(request.key()), request.key());
        if (properties.multicapture()
                && !request.last()
                && states.allowsMoreCaptures(withCharge(request.authorization().reference()))) {
            params.setFinalCapture(false);
        }
        return params.build();
    }

    /** Stripe says only after the authorization whether a card allows several captures, and refuses {@code final_capture} if not. */
    private PaymentIntent withCharge(String intent) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .retrieve(
                        intent,
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge")
                                .build());
    }

    private CaptureOutcome captureRefused(CaptureRequest request, Refusal refusal) {
        return states.saysState(refusal)
                ? StripeCalls.run(
                        () -> states.ofRefusedCapture(
                                withCharge(request.authorization().reference()), request.key(), refusal),
                        again -> new CaptureOutcome.Declined(again.reason()))
                : states.ofCaptureRefusal(refusal);
    }

    @Override
    public VoidOutcome release(VoidRequest request) {
        String intent = request.authorization().reference() == null
                ? referenceOf(authorize(request.authorization().request()))
                : request.authorization().reference();
        if (intent == null) {
            return new VoidOutcome.Released(null);
        }
        return StripeCalls.run(
                () -> new VoidOutcome.Released(stripe.v1()
                        .paymentIntents()
                        .cancel(intent, PaymentIntentCancelParams.builder().build(), key(request.key()))
                        .getId()),
                refusal -> releaseRefused(intent, refusal));
    }

    private VoidOutcome releaseRefused(String intent, Refusal refusal) {
        return StripeCalls.run(
                () -> states.holdsNothing(retrieved(intent))
                        ? new VoidOutcome.Released(intent)
                        : new VoidOutcome.Refused(refusal.reason()),
                again -> new VoidOutcome.Refused(again.reason()));
    }

    private static String referenceOf(AuthorizationOutcome outcome) {
        if (outcome instanceof Authorized authorized) {
            return authorized.reference();
        }
        return outcome instanceof ConfirmationRequired required ? required.reference() : null;
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(request.capture().request().authorization().reference())
                .setAmount(StripeAmounts.units(request.amount()))
                .putMetadata(KEY, request.key())
                .build();
        return StripeCalls.run(
                () -> states.ofRefund(stripe.v1().refunds().create(params, key(request.key()))),
                refusal -> new RefundOutcome.Failed(null, refusal.reason()));
    }

    /** Without a reference nothing is found: Stripe has no look-up by key, and repeats the first response to a repeated key. */
    @Override
    public Optional<AuthorizationOutcome> findAuthorization(Authorization authorization) {
        return authorization.reference() == null
                ? Optional.empty()
                : StripeCalls.run(
                        () -> Optional.of(states.ofAuthorization(retrieved(authorization.reference()))),
                        refusal -> Optional.empty());
    }

    @Override
    public Optional<CaptureOutcome> findCapture(Capture capture) {
        String intent = capture.request().authorization().reference();
        return StripeCalls.run(
                () -> states.findCapture(withCharge(intent), capture.key()), refusal -> Optional.empty());
    }

    @Override
    public Optional<RefundOutcome> findRefund(Refund refund) {
        return StripeCalls.run(
                () -> refund.reference() == null
                        ? listed(refund)
                        : Optional.of(states.ofRefund(stripe.v1().refunds().retrieve(refund.reference()))),
                refusal -> Optional.empty());
    }

    private Optional<RefundOutcome> listed(Refund refund) throws StripeException {
        RefundListParams params = RefundListParams.builder()
                .setPaymentIntent(
                        refund.request().capture().request().authorization().reference())
                .build();
        for (com.stripe.model.Refund found : stripe.v1().refunds().list(params).autoPagingIterable()) {
            if (found.getMetadata() != null
                    && refund.key().equals(found.getMetadata().get(KEY))) {
                return Optional.of(states.ofRefund(found));
            }
        }
        return Optional.empty();
    }

    private static RequestOptions key(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }
}

package org.coincide.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Declined;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureOutcome.Captured;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.stripe.StripeCalls.Refusal;

/** Outcomes by the states and errors of Stripe's objects. */
final class PaymentStates {

    private static final String CANCELED = "canceled";
    private static final String SUCCEEDED = "succeeded";
    private static final String REQUIRES_CAPTURE = "requires_capture";

    /** Prefix of the metadata names of captures. */
    private static final String CAPTURE = "capture_";

    /** Stripe cancels an authorization that is too old by itself, with these reasons. */
    private static final Set<String> EXPIRY = Set.of("automatic", "expired");

    private static final Set<String> NOTHING_HELD = Set.of(CANCELED, SUCCEEDED);

    private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";
    private static final String EXPIRED_CHARGE = "charge_expired_for_capture";

    /** Metadata names have at most 40 characters. */
    private static final int HASH_LENGTH = 32;

    private final StripeProperties properties;
    private final Clock clock;

    PaymentStates(StripeProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Metadata name under which a capture leaves its idempotency key: a PaymentIntent does not list its captures. */
    String captureKey(String idempotencyKey) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(idempotencyKey.getBytes(StandardCharsets.UTF_8));
            return CAPTURE + HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    AuthorizationOutcome ofAuthorization(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case REQUIRES_CAPTURE, SUCCEEDED -> new Authorized(intent.getId());
            case "requires_action", "requires_confirmation" -> confirmation(intent);
            case "requires_payment_method" -> new Declined(reason(intent.getLastPaymentError()));
            case CANCELED ->
                isExpired(intent) ? new AuthorizationOutcome.Expired() : new AuthorizationOutcome.Released();
            default ->
                throw new ProviderUnavailableException("The PaymentIntent " + intent.getId() + " is "
                        + intent.getStatus() + ". It is looked up again.");
        };
    }

    private AuthorizationOutcome confirmation(PaymentIntent intent) {
        PaymentIntent.NextAction action = intent.getNextAction();
        if (action == null || action.getRedirectToUrl() == null) {
            return new Declined("confirmation_without_page");
        }
        return new ConfirmationRequired(
                intent.getId(),
                action.getRedirectToUrl().getUrl(),
                clock.instant().plus(properties.confirmationWithin()));
    }

    AuthorizationOutcome declined(Refusal refusal) {
        boolean card = refusal.declineCode() != null
                || refusal.code() != null
                        && (refusal.code().startsWith("card_")
                                || refusal.code().equals("authentication_required")
                                || refusal.code().startsWith("payment_intent_authentication"))
                || "payment_method".equals(refusal.param());
        if (!card) {
            throw new IllegalStateException(
                    "Stripe refused to authorize: " + refusal.reason() + ": " + refusal.message());
        }
        return new Declined(refusal.reason());
    }

    boolean allowsMoreCaptures(PaymentIntent withCharge) {
        return Optional.ofNullable(withCharge.getLatestChargeObject())
                .map(Charge::getPaymentMethodDetails)
                .map(Charge.PaymentMethodDetails::getCard)
                .map(Charge.PaymentMethodDetails.Card::getMulticapture)
                .filter(multicapture -> "available".equals(multicapture.getStatus()))
                .isPresent();
    }

    /** The outcome of a capture that took effect. A PaymentIntent that has succeeded holds no rest. */
    CaptureOutcome ofCapture(PaymentIntent intent) {
        return new Captured(intent.getId(), SUCCEEDED.equals(intent.getStatus()));
    }

    /** Returns true if a refusal says that the PaymentIntent is in a state that does not allow the request. */
    boolean saysState(Refusal refusal) {
        return UNEXPECTED_STATE.equals(refusal.code());
    }

    CaptureOutcome ofCaptureRefusal(Refusal refusal) {
        return EXPIRED_CHARGE.equals(refusal.code())
                ? new CaptureOutcome.Expired()
                : new CaptureOutcome.Declined(refusal.reason());
    }

    CaptureOutcome ofRefusedCapture(PaymentIntent withCharge, String key, Refusal refusal) {
        return findCapture(withCharge, key).orElseGet(() -> new CaptureOutcome.Declined(refusal.reason()));
    }

    /** The outcome of the capture with this key; empty if the PaymentIntent can still be captured and was not under this key. */
    Optional<CaptureOutcome> findCapture(PaymentIntent withCharge, String key) {
        if (withCharge.getMetadata() != null
                && key.equals(withCharge.getMetadata().get(captureKey(key)))) {
            return Optional.of(ofCapture(withCharge));
        }
        if (isExpired(withCharge) || isUsedUp(withCharge)) {
            return Optional.of(new CaptureOutcome.Expired());
        }
        return holdsNothing(withCharge) ? Optional.of(new CaptureOutcome.Released()) : Optional.empty();
    }

    /**
     * Returns whether another capture of the server has released the rest; not after a cancellation or a capture by hand. A card that allows
     * several captures keeps the rest until the server's last one: then somebody else has captured it.
     */
    private boolean isUsedUp(PaymentIntent withCharge) {
        return SUCCEEDED.equals(withCharge.getStatus())
                && withCharge.getCancellationReason() == null
                && withCharge.getMetadata() != null
                && withCharge.getMetadata().keySet().stream().anyMatch(name -> name.startsWith(CAPTURE))
                && !allowsMoreCaptures(withCharge);
    }

    boolean holdsNothing(PaymentIntent intent) {
        return NOTHING_HELD.contains(intent.getStatus());
    }

    private static boolean isExpired(PaymentIntent intent) {
        return CANCELED.equals(intent.getStatus())
                && intent.getCancellationReason() != null
                && EXPIRY.contains(intent.getCancellationReason());
    }

    RefundOutcome ofRefund(com.stripe.model.Refund refund) {
        return switch (refund.getStatus()) {
            case SUCCEEDED -> new RefundOutcome.Refunded(refund.getId());
            case "failed", CANCELED ->
                new RefundOutcome.Failed(
                        refund.getId(),
                        refund.getFailureReason() == null ? refund.getStatus() : refund.getFailureReason());
            default -> new RefundOutcome.Pending(refund.getId());
        };
    }

    private static String reason(StripeError error) {
        if (error == null) {
            return "declined";
        }
        return error.getDeclineCode() != null ? error.getDeclineCode() : String.valueOf(error.getCode());
    }
}

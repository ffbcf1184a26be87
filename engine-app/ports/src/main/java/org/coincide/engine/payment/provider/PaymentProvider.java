package org.coincide.engine.payment.provider;

import java.util.Optional;
import org.coincide.engine.payment.RefundOutcome;

/**
 * Organization that moves the money of cards.
 *
 * <p>Every request has an idempotency key, which a retry repeats with the same parameters. A provider that has processed the key
 * returns the first outcome again and moves nothing. A call whose outcome is unknown (a time-out, a lost connection, a response that
 * says nothing, too many requests) must throw {@link ProviderUnavailableException}: the server then looks the outcome up by {@code
 * find…}, and repeats the call with the same key only if the look-up finds nothing.
 */
public interface PaymentProvider {

    /** The name in log lines and tasks. */
    String name();

    /** Returns the number of captures that the provider allows for an authorization. */
    CaptureSupport captureSupport();

    /** Holds an amount on a card, or asks its holder to confirm first. */
    AuthorizationOutcome authorize(AuthorizationRequest request);

    /** Takes a part of an authorized amount. The server never captures more than is authorized. */
    CaptureOutcome capture(CaptureRequest request);

    /**
     * Releases what is authorized and not captured, for good. Afterwards neither the authorization nor a capture of it can succeed,
     * even if its request is still on the way or was never answered: then {@link Authorization#reference} is null, and the adapter can
     * repeat the original request, whose key makes that safe, to obtain the reference. Nothing left to release is a success, too.
     */
    VoidOutcome release(VoidRequest request);

    /** Returns a part of what was captured. The server never refunds more than was captured. */
    RefundOutcome refund(RefundRequest request);

    /**
     * The present state of an authorization.
     *
     * @return empty if the provider has done nothing under the key, so that the call can be repeated
     */
    Optional<AuthorizationOutcome> findAuthorization(Authorization authorization);

    /**
     * The outcome of a capture; final after the authorization has been released.
     *
     * @return empty if the provider has done nothing under the key, so that the call can be repeated
     */
    Optional<CaptureOutcome> findCapture(Capture capture);

    /**
     * The present state of a refund.
     *
     * @return empty if the provider has done nothing under the key, so that the call can be repeated
     */
    Optional<RefundOutcome> findRefund(Refund refund);
}

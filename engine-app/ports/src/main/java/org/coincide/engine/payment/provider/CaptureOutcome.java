package org.coincide.engine.payment.provider;

/** Outcome of a capture. */
public sealed interface CaptureOutcome {

    /**
     * The money is taken.
     *
     * @param reference the provider's identifier, at most 200 characters; it may be that of the authorization
     */
    record Captured(String reference) implements CaptureOutcome {}

    /** The authorization is too old. Nothing was captured by this request. The server authorizes the amount anew. */
    record Expired() implements CaptureOutcome {}

    /** The authorization has been released: {@link PaymentProvider#release}. Nothing was captured by this request. */
    record Released() implements CaptureOutcome {}

    /**
     * The provider refuses, for good. The server creates an incident: this does not happen to an authorized amount.
     *
     * @param code the provider's reason
     */
    record Declined(String code) implements CaptureOutcome {}
}

package org.coincide.engine.payment.provider;

/** Outcome of a capture. */
public sealed interface CaptureOutcome {

    /**
     * The money is taken.
     *
     * @param reference the provider's identifier, at most 200 characters; it may be that of the authorization
     * @param restReleased whether the provider has released the rest of the authorization, although the capture was not the last: a
     *     provider with {@link CaptureSupport#IN_PARTS} can have cards that allow only one. The server then authorizes the rest anew.
     */
    record Captured(String reference, boolean restReleased) implements CaptureOutcome {

        public Captured(String reference) {
            this(reference, false);
        }
    }

    /** The authorization is too old, or another capture has used it up. Nothing was captured by this request. The server authorizes the amount anew. */
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

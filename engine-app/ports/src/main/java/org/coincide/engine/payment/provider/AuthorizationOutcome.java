package org.coincide.engine.payment.provider;

import java.time.Instant;

/** Outcome of an authorization. */
public sealed interface AuthorizationOutcome {

    /**
     * The amount is held.
     *
     * @param reference the provider's identifier, at most 200 characters
     */
    record Authorized(String reference) implements AuthorizationOutcome {}

    /**
     * The card's holder must confirm the payment; nothing is held until then. The adapter reports {@link
     * PaymentEvent.AuthorizationChanged} when the holder has acted; the server also looks the authorization up by itself.
     *
     * @param reference the provider's identifier, at most 200 characters
     * @param url page of the provider or of the card's bank where the holder confirms
     * @param until the server releases the authorization after this time
     */
    record ConfirmationRequired(String reference, String url, Instant until) implements AuthorizationOutcome {}

    /**
     * The card is declined, for good.
     *
     * @param code the provider's reason
     */
    record Declined(String code) implements AuthorizationOutcome {}

    /** The authorization has been released: {@link PaymentProvider#release}. */
    record Released() implements AuthorizationOutcome {}

    /** The authorization was too old; the provider released it. */
    record Expired() implements AuthorizationOutcome {}
}

package org.coincide.engine.payment.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The organisation that moves cards' money. Each call names an idempotency key of ours: a provider that has seen the key
 * gives its first answer again and moves nothing. Everything is addressed by our own keys, also what the provider never
 * answered to.
 */
public interface PaymentProvider {

    /** What the provider said. No answer at all is a {@link ProviderUnavailableException}. */
    sealed interface Answer {

        /** @param reference the provider's own number of what it did */
        record Done(String reference) implements Answer {}

        record Declined(String code) implements Answer {}

        /**
         * Nothing is held until the card's holder has confirmed it. What became of it the provider says when it is asked by the
         * key; that there is something to ask it reports by itself.
         *
         * @param url where the holder confirms: a page of the provider's or of the card's bank
         * @param until after this it is too late
         */
        record ConfirmationDue(String url, Instant until) implements Answer {}

        /** The authorization is too old; nothing was taken of it and nothing will be. */
        record Expired() implements Answer {}

        /** The authorization was closed; nothing more can be done by it. */
        record Closed() implements Answer {}
    }

    /**
     * Holds an amount on a card, or says that its holder has to confirm it first.
     *
     * @param merchantReference what the provider shows beside it in its own books: the trading identifier
     */
    Answer authorize(String key, String merchantReference, BigDecimal amount, String currency, String token);

    /** Takes a part of an amount that is held. All parts together are at most what is held. */
    Answer capture(String key, String authorizationKey, BigDecimal amount, String currency);

    /**
     * Lets go of what is held and not taken, for good; what its holder has not confirmed cannot be confirmed any more. The provider remembers the key also where it has not seen it: an
     * authorization or a capture that arrives later is refused as closed.
     */
    Answer close(String authorizationKey);

    /** Gives back a part of what was captured. All parts together are at most what was captured. */
    Answer refund(String key, String captureKey, BigDecimal amount, String currency);

    /** What the provider answered under this key of ours; empty where it has done nothing under it. */
    Optional<Answer> find(String key);
}

package org.coincide.engine.payment;

import java.math.BigDecimal;

/**
 * The organisation that moves cards' money. Each call names an idempotency key: a provider that has seen the key gives
 * its first answer again and moves nothing.
 */
interface PaymentProvider {

    /** What the provider said. */
    sealed interface Answer {

        /** @param reference the provider's own number of what it did */
        record Approved(String reference) implements Answer {}

        record Declined(String code) implements Answer {}
    }

    /** Holds an amount on a card. */
    Answer authorize(String idempotencyKey, BigDecimal amount, String currency, String token);

    /** Takes an amount that was held. */
    Answer capture(String idempotencyKey, String authorizationReference, BigDecimal amount, String currency);

    /** Lets go of what was held and not taken. */
    Answer voidAuthorization(String idempotencyKey, String authorizationReference);
}

package org.coincide.stripe;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Account at Stripe.
 *
 * @param apiKey secret key of the account, {@code sk_…}; set it from the environment
 * @param webhookSecret signing secret of the webhook endpoint, {@code whsec_…}; set it from the environment
 * @param multicapture whether the account offers multicapture, so that one authorization pays several consignments
 * @param returnUrl page to which the holder of a card returns after a confirmation
 * @param confirmationWithin time in which the holder of a card must confirm a payment
 * @param connectTimeout longest time to connect to Stripe
 * @param readTimeout longest time to wait for a response; later the outcome counts as unknown
 * @param networkRetries number of times that a failed request is repeated at once, with the same idempotency key
 * @param webhookTolerance longest age of a signature of a webhook
 * @param apiBase address of the API; empty for Stripe's own
 */
@ConfigurationProperties("coincide.payment.stripe")
record StripeProperties(
        String apiKey,
        String webhookSecret,
        @DefaultValue("false") boolean multicapture,
        String returnUrl,
        @DefaultValue("15m") Duration confirmationWithin,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("2") int networkRetries,
        @DefaultValue("5m") Duration webhookTolerance,
        String apiBase) {}

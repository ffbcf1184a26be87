package org.coincide.stripe;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
@Validated
@ConfigurationProperties("coincide.payment.stripe")
record StripeProperties(
        @Size(max = 300) String apiKey,
        @Size(max = 300) String webhookSecret,
        @DefaultValue("false") boolean multicapture,

        @Pattern(regexp = "|https?://\\S+", message = "an http or https URL")
        String returnUrl,

        @DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(days = 30)
        Duration confirmationWithin,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration connectTimeout,

        @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration readTimeout,

        @DefaultValue("2") @Min(0) @Max(10) int networkRetries,

        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration webhookTolerance,

        @Pattern(regexp = "|https?://\\S+", message = "an http or https URL")
        String apiBase) {}

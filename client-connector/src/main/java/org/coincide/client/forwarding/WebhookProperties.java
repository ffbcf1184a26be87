package org.coincide.client.forwarding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.coincide.client.exchange.Address;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the webhooks, which hand verified messages on by HTTP.
 *
 * @param receivers programs that receive the messages, by name, each with its url and secret. No webhook without one
 * @param pollInterval interval of polling for messages to forward
 * @param requestTimeout maximum time of a connection, and of a response
 * @param retryAfter time before a message is sent again; doubled with each attempt
 * @param retryAtMost maximum time between two attempts, also of the pause for which a receiver asks by Retry-After
 * @param attempts number of attempts after which a message is listed as failed and only sent again on request
 * @param window maximum number of messages that wait to be sent again; at this number, no later ones are sent
 */
@Validated
@ConfigurationProperties("coincide.webhook")
public record WebhookProperties(
        @DefaultValue Map<String, @Valid Endpoint> receivers,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration pollInterval,

        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration requestTimeout,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration retryAfter,

        @DefaultValue("10m") @DurationMin(millis = 10) @DurationMax(days = 1)
        Duration retryAtMost,

        @DefaultValue("100") @Min(1) @Max(10000) int attempts,

        @DefaultValue("1000") @Min(1) @Max(100000) int window) {

    private static final int MAX_DOUBLINGS = 20;
    private static final String NAME = "[a-z][a-z0-9-]{0,15}";

    /**
     * A program that receives the messages.
     *
     * @param url address of the receiver. Must be encrypted unless it is on this machine
     * @param secret key of the signatures, as in Standard Webhooks: {@code whsec_} and 24 to 64 bytes in Base64
     */
    record Endpoint(String url, String secret) {

        private static final String SAFE =
                "https://\\S+|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?(/\\S*)?";

        /** Validates url. */
        @AssertTrue(
                message = "The URL of the receiver is missing, or nothing can be sent to it. Set an https URL, such as"
                        + " https://erp.example.org/hooks/trades. Its host has letters, digits, hyphens and dots; other"
                        + " characters of its path are encoded, such as %7B.")
        boolean isUrl() {
            return url != null && url.matches(SAFE) && Address.ofHttp(url).isPresent();
        }

        /** Validates secret. */
        @AssertTrue(
                message =
                        "The secret of the receiver is missing, or cannot be decoded. Set whsec_ and 24 to 64 bytes in Base64, which"
                                + " the receiver knows, too.")
        boolean isSecret() {
            return secret != null && WebhookSignature.isSecret(secret);
        }
    }

    /**
     * Returns the time of the next attempt, after a failed one now.
     *
     * @param asked pause for which the receiver has asked
     */
    Instant nextAttempt(Instant now, int attempt, Duration asked) {
        var backOff = retryAfter.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return now.plus(limited(backOff.compareTo(asked) < 0 ? asked : backOff));
    }

    /** Returns the pause, or the longest one if it is longer. */
    Duration limited(Duration pause) {
        return pause.compareTo(retryAtMost) < 0 ? pause : retryAtMost;
    }

    /** Validates receivers. */
    @AssertTrue(
            message =
                    "A receiver's name is invalid. Use 1 to 16 lower-case letters, digits and hyphens, beginning with a letter, and not queue.")
    boolean isReceivers() {
        return receivers.keySet().stream().allMatch(name -> name.matches(NAME) && !name.equals(QueueReceiver.NAME));
    }
}

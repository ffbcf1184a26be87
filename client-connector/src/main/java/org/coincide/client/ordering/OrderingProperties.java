package org.coincide.client.ordering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How orders are sent.
 *
 * @param pollInterval pause between two looks for orders to send
 * @param sendBatch orders sent in one transaction at the broker
 * @param resendAfter how long an answer may take before the order is sent again; doubled with each attempt
 * @param resendAtMost the longest pause between two attempts
 * @param reportInterval while the broker is away: pause between two lines in the log that say so
 */
@Validated
@ConfigurationProperties("coincide.ordering")
public record OrderingProperties(
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("100") @Min(1) @Max(1000) int sendBatch,
        @DefaultValue("30s") Duration resendAfter,
        @DefaultValue("1h") Duration resendAtMost,
        @DefaultValue("1m") Duration reportInterval) {

    private static final int DOUBLINGS = 20;

    /** When an order that is sent now for the nth time is due again. */
    Instant nextAttempt(Instant now, int attemptsBefore) {
        var pause = resendAfter.multipliedBy(1L << Math.min(attemptsBefore, DOUBLINGS));
        return now.plus(pause.compareTo(resendAtMost) < 0 ? pause : resendAtMost);
    }
}

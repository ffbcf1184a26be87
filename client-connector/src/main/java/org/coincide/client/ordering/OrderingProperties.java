package org.coincide.client.ordering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of sending orders.
 *
 * @param pollInterval interval of polling for orders to send
 * @param sendBatch maximum number of orders in one transaction of the broker
 * @param resendAfter time to wait for an answer before an order is sent again; doubled with each attempt
 * @param resendAtMost maximum time between two attempts
 * @param reportInterval minimum time between two log lines about an unavailable broker or database
 */
@Validated
@ConfigurationProperties("coincide.ordering")
public record OrderingProperties(
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("100") @Min(1) @Max(1000) int sendBatch,
        @DefaultValue("30s") Duration resendAfter,
        @DefaultValue("1h") Duration resendAtMost,
        @DefaultValue("1m") Duration reportInterval) {

    private static final int MAX_DOUBLINGS = 20;

    /** Returns the time of the next attempt, for an order that is sent now. */
    Instant nextAttempt(Instant now, int attemptsBefore) {
        var pause = resendAfter.multipliedBy(1L << Math.min(attemptsBefore, MAX_DOUBLINGS));
        return now.plus(pause.compareTo(resendAtMost) < 0 ? pause : resendAtMost);
    }
}

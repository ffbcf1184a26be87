package org.coincide.client.ordering;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
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
        @DefaultValue("200ms") @DurationMin(millis = 10) @DurationMax(days = 1)
        Duration pollInterval,

        @DefaultValue("100") @Min(1) @Max(1000) int sendBatch,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration resendAfter,

        @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration resendAtMost,

        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration reportInterval) {

    private static final int MAX_DOUBLINGS = 20;

    /** Returns the time of the next attempt, for an order that is sent now. */
    Instant nextAttempt(Instant now, int attemptsBefore) {
        var pause = resendAfter.multipliedBy(1L << Math.min(attemptsBefore, MAX_DOUBLINGS));
        return now.plus(pause.compareTo(resendAtMost) < 0 ? pause : resendAtMost);
    }

    /** Validates resendAtMost. */
    @AssertTrue(
            message =
                    "The value is below coincide.ordering.resend-after. Set at least the value of coincide.ordering.resend-after.")
    boolean isResendAtMost() {
        return resendAtMost.compareTo(resendAfter) >= 0;
    }
}

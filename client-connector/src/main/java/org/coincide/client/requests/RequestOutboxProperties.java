package org.coincide.client.requests;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the outbox of requests, inquiries and warnings.
 *
 * @param pollInterval interval of polling for requests to send
 * @param sendBatch maximum number of requests in one transaction of the broker
 * @param inquiryInterval minimum time between two inquiries about one trade while messages are missing; doubled with each
 *     inquiry
 * @param inquiryAtMost maximum time between two inquiries about one trade
 * @param inquiryUnknownFor time after its arrival during which a message of an unknown trade causes inquiries; the first
 *     inquiry is sent after {@code inquiry-interval}
 * @param inquiriesPerMinute maximum number of inquiries per minute about trades in the ledger, and as many about trades that are not in
 *     the ledger
 * @param inquirySweep interval of checking for missing messages
 * @param sweptTrades maximum number of trades in one check for missing messages that statements name; the next check goes on after
 *     them
 * @param waitingInquiries number of requests that wait to be sent from which no further inquiry about a statement's messages is stored; it
 *     follows later. Requests of users are sent before waiting inquiries
 * @param keepSent retention time of sent requests
 * @param reportInterval minimum time between two log lines about an unavailable broker or database
 */
@Validated
@ConfigurationProperties("coincide.requests")
public record RequestOutboxProperties(
        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(days = 1)
        Duration pollInterval,

        @DefaultValue("100") @Min(1) @Max(1000) int sendBatch,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration inquiryInterval,

        @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration inquiryAtMost,

        @DefaultValue("1d") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration inquiryUnknownFor,

        @DefaultValue("60") @Min(1) @Max(100_000) int inquiriesPerMinute,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration inquirySweep,

        @DefaultValue("10000") @Min(500) @Max(1_000_000) int sweptTrades,

        @DefaultValue("1000") @Min(1) @Max(100_000) int waitingInquiries,

        @DefaultValue("30d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration keepSent,

        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration reportInterval) {

    private static final int MAX_DOUBLINGS = 20;

    /** Returns the minimum pause after a number of inquiries. */
    Duration pauseAfter(int inquiries) {
        var pause = inquiryInterval.multipliedBy(1L << Math.min(Math.max(inquiries - 1, 0), MAX_DOUBLINGS));
        return pause.compareTo(inquiryAtMost) < 0 ? pause : inquiryAtMost;
    }

    /** Validates inquiryAtMost. */
    @AssertTrue(
            message =
                    "The value is below coincide.requests.inquiry-interval. Set at least the value of coincide.requests.inquiry-interval.")
    boolean isInquiryAtMost() {
        return inquiryAtMost.compareTo(inquiryInterval) >= 0;
    }
}

package org.coincide.client.requests;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How inquiries and warnings are sent.
 *
 * @param pollInterval pause between two looks for something to send
 * @param sendBatch requests sent in one transaction at the broker
 * @param inquiryInterval while messages of a trade are missing: shortest pause between two inquiries for it; doubled with
 *     each
 * @param inquiryAtMost the longest pause between two inquiries for one trade
 * @param inquiryUnknownFor how long after its arrival a message of a trade that the ledger does not have gives rise to
 *     inquiries; the first is made when it has waited for inquiryInterval
 * @param inquirySweep pause between two looks for gaps that have lasted
 * @param keepSent how long requests are kept after they were sent
 * @param reportInterval while the broker is away: pause between two lines in the log that say so
 */
@Validated
@ConfigurationProperties("coincide.requests")
public record RequestOutboxProperties(
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("100") @Min(1) @Max(1000) int sendBatch,
        @DefaultValue("30s") Duration inquiryInterval,
        @DefaultValue("1h") Duration inquiryAtMost,
        @DefaultValue("1d") Duration inquiryUnknownFor,
        @DefaultValue("5s") Duration inquirySweep,
        @DefaultValue("30d") Duration keepSent,
        @DefaultValue("1m") Duration reportInterval) {

    private static final int DOUBLINGS = 20;

    /** The pause that must lie between the nth inquiry and the next. */
    Duration pauseAfter(int inquiries) {
        var pause = inquiryInterval.multipliedBy(1L << Math.min(Math.max(inquiries - 1, 0), DOUBLINGS));
        return pause.compareTo(inquiryAtMost) < 0 ? pause : inquiryAtMost;
    }
}

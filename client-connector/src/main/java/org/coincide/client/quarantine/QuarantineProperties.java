package org.coincide.client.quarantine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.coincide.client.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the quarantine and of what its warnings cause. Beyond a limit, the oldest messages of unverified origin are deleted first,
 * and never a message that waits behind a gap.
 *
 * @param maxMessages maximum number of messages
 * @param maxSize maximum size of all messages
 * @param maxAge age after which a message is removed, unless it is in dispute
 * @param export folder of the files of removed messages; {@code removed} in the client's folder of the data directory if empty. Another
 *     one, outside of {@code /var/lib/coincide}, needs {@code ReadWritePaths=} in the systemd unit
 * @param sweepInterval interval of deleting messages that are too old, and of the summaries of warnings
 * @param degradedFor time after a deletion because of number or size during which health is DEGRADED
 * @param reportsPerMinute maximum number of warnings that are reported to the server per minute, for messages of verified and of
 *     unverified origin each; the others are reported in one summary per minute
 * @param logLinesPerMinute maximum number of warnings that are logged per minute, for messages of verified and of unverified origin each;
 *     the others are logged in one summary per minute
 */
@Validated
@ConfigurationProperties("coincide.quarantine")
public record QuarantineProperties(
        @DefaultValue("10000") @Min(100) @Max(10_000_000) int maxMessages,

        @DefaultValue("256MB") @DataSizeRange(min = "8MB", max = "1TB")
        DataSize maxSize,

        @DefaultValue("365d") @DurationMin(minutes = 1) @DurationMax(days = 36_500)
        Duration maxAge,

        Path export,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration sweepInterval,

        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration degradedFor,

        @DefaultValue("20") @Min(1) @Max(10_000) int reportsPerMinute,

        @DefaultValue("60") @Min(1) @Max(100_000) int logLinesPerMinute) {}

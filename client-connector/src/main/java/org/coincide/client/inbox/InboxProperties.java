package org.coincide.client.inbox;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.coincide.client.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the inbox.
 *
 * @param enabled whether this process receives messages
 * @param batchSize maximum number of messages in one transaction; 1 to 200 (beyond 200 the broker stops delivering). No more than
 *     {@code coincide.broker.prefetch} lets the next batch be read while one is stored
 * @param receiveWait time to wait for the first message of a batch; also the time within which a stop is noticed
 * @param fillFrom number of messages from which on a batch waits for further ones; a smaller batch is processed at once
 * @param fillWait time to wait for each further message of such a batch, which may be on its way from the broker;
 *     {@code 0ms} for no wait
 * @param readAhead maximum size of the messages that are read while the batch before is stored; {@code 0B} for none
 * @param firstRetry pause after the first failure of database or broker; doubled with each further failure
 * @param longestRetry maximum pause after a failure
 * @param attemptsPerMessage number of deliveries of a message that fails in this client before the message is quarantined
 *     as UNPROCESSABLE
 * @param stopWait time that a stop waits for the current batch
 * @param stalledAfter time without progress of the inbox after which health is DOWN
 */
@Validated
@ConfigurationProperties("coincide.inbox")
public record InboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100") @Min(1) @Max(200) int batchSize,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(seconds = 10)
        Duration receiveWait,

        @DefaultValue("10") @Min(1) @Max(200) int fillFrom,

        @DefaultValue("5ms") @DurationMin @DurationMax(seconds = 1)
        Duration fillWait,

        @DefaultValue("1MB") @DataSizeRange(min = "0B", max = "100MB")
        DataSize readAhead,

        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration firstRetry,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration longestRetry,

        @DefaultValue("5") @Min(1) @Max(1000) int attemptsPerMessage,

        @DefaultValue("20s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration stopWait,

        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration stalledAfter) {

    private static final int MAX_DOUBLINGS = 16;

    /** Returns the pause after a number of consecutive failures. */
    Duration pauseAfter(int failures) {
        var pause = firstRetry.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }

    /** Validates longestRetry. */
    @AssertTrue(
            message =
                    "The value is below coincide.inbox.first-retry. Set at least the value of coincide.inbox.first-retry.")
    boolean isLongestRetry() {
        return longestRetry.compareTo(firstRetry) >= 0;
    }
}

package org.coincide.client.inbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are taken in.
 *
 * @param enabled whether this process takes messages at all
 * @param batchSize most messages in one transaction; 1 to 200 (beyond that the broker stops delivering)
 * @param receiveWait how long one look into the queue waits for a first message; also how soon a stop is noticed
 * @param fillWait how long a batch that has begun waits for one more message: the broker sends ahead fewer than a batch may
 *     have; {@code 0} for not at all
 * @param firstRetry pause after a first fault of database or broker; doubled with each further one
 * @param longestRetry the longest such pause
 * @param attemptsPerMessage deliveries of one message at which this client itself fails before it is put into quarantine
 *     as UNPROCESSABLE
 * @param stopWait how long a stop waits for the batch in hand
 */
@Validated
@ConfigurationProperties("coincide.inbox")
public record InboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("200") @Min(1) @Max(200) int batchSize,
        @DefaultValue("500ms") Duration receiveWait,
        @DefaultValue("5ms") Duration fillWait,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("30s") Duration longestRetry,
        @DefaultValue("5") @Min(1) int attemptsPerMessage,
        @DefaultValue("20s") Duration stopWait) {

    private static final int DOUBLINGS = 16;

    /** The pause after so many faults in a row. */
    Duration pauseAfter(int faults) {
        var pause = firstRetry.multipliedBy(1L << Math.min(Math.max(faults - 1, 0), DOUBLINGS));
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}

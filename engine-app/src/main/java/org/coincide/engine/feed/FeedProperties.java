package org.coincide.engine.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the event feed.
 *
 * @param retention age of the oldest messages that the feed offers
 * @param maxWait longest wait of a request for a message
 * @param poll interval between two checks for messages that another node has written
 * @param waiters maximum number of waiting requests
 * @param waitersPerClient maximum number of waiting requests of one client
 * @param batch maximum number of messages of a response
 */
@Validated
@ConfigurationProperties("coincide.feed")
record FeedProperties(
        @DefaultValue("30d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration retention,

        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration maxWait,

        @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("200") @Min(1) @Max(10000) int waiters,
        @DefaultValue("4") @Min(1) @Max(1000) int waitersPerClient,
        @DefaultValue("100") @Min(1) @Max(1000) int batch) {}

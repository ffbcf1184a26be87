package org.coincide.engine.polling;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of polls.
 *
 * @param longestPause longest pause between two polls of an idle server; work that another server has stored, and work that becomes due by
 *     time alone, is found after at most this time
 * @param notifyInterval minimum time between two notifications by which a working server wakes the polls of the others on its database
 */
@Validated
@ConfigurationProperties("coincide.polling")
record PollingProperties(
        @DefaultValue("1m") @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration longestPause,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration notifyInterval) {}

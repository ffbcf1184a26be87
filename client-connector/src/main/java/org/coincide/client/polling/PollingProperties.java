package org.coincide.client.polling;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of polls.
 *
 * @param longestPause longest pause between two polls of an idle connector; work that becomes due by time alone, such as the repetition of an
 *     order, is found after at most this time
 */
@Validated
@ConfigurationProperties("coincide.polling")
record PollingProperties(
        @DefaultValue("1m") @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration longestPause) {}

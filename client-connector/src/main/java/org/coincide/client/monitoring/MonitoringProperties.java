package org.coincide.client.monitoring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the metrics that are counted in the database. The longest pauses are below the age of the alert CoincideClientFiguresStale.
 *
 * @param interval pause between two counts
 * @param idleInterval longest pause between two counts, while no message arrives and nothing is sent
 * @param limit maximum number of rows that one count reads; a metric at this value means "at least"
 */
@Validated
@ConfigurationProperties("coincide.monitoring")
record MonitoringProperties(
        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration interval,

        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration idleInterval,

        @DefaultValue("10000") @Min(100) @Max(1_000_000) int limit) {}

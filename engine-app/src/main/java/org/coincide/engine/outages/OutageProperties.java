package org.coincide.engine.outages;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the log during an outage of the database, and about clients that the broker refuses again and again.
 *
 * @param logInterval time between two lines about work that fails because the database is unavailable, and the time in which refusals are counted; 0 for a line for each
 * @param refusals lines within this time about connections and commands that the embedded broker refuses; the number of further ones follows
 */
@Validated
@ConfigurationProperties("coincide.outages")
record OutageProperties(
        @DefaultValue("1m") @DurationMin @DurationMax(hours = 1)
        Duration logInterval,

        @DefaultValue("50") @Min(1) @Max(100_000) int refusals) {}

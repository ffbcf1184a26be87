package org.coincide.client.outages;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the log during an outage of the database.
 *
 * @param logInterval time between two lines about work that fails because the database is unavailable; 0 for a line for each
 */
@Validated
@ConfigurationProperties("coincide.outages")
record OutageProperties(
        @DefaultValue("1m") @DurationMin @DurationMax(hours = 1)
        Duration logInterval) {}

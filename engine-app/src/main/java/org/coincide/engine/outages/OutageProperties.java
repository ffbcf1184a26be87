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
 * Settings of the log during an outage, and about clients and strangers that are refused again and again.
 *
 * @param logInterval time between two lines about work that fails because the database or a partner is unavailable, and the time in which refusals are counted; 0 for a line for each
 * @param refusals lines of one kind within this time that one account or address can cause, such as refused logins, commands, messages and webhooks; the number of further ones follows
 * @param peers accounts and addresses that are told apart within this time; all others share one limit
 */
@Validated
@ConfigurationProperties("coincide.outages")
record OutageProperties(
        @DefaultValue("1m") @DurationMin @DurationMax(hours = 1)
        Duration logInterval,

        @DefaultValue("20") @Min(1) @Max(100_000) int refusals,
        @DefaultValue("100") @Min(1) @Max(10_000) int peers) {}

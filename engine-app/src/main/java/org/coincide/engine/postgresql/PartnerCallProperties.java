package org.coincide.engine.postgresql;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the calls of payment provider, bank and carrier.
 *
 * @param longest maximum time of one call inside a transaction; PostgreSQL ends the session of a longer one
 */
@Validated
@ConfigurationProperties("coincide.partner-calls")
record PartnerCallProperties(
        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration longest) {}

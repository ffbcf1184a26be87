package org.coincide.engine.operations.trades;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the operators' pages.
 *
 * @param unconfirmedAfter time without a change after which a trade is shown whose last message its client has not confirmed; longer than
 *     the pause between two statements
 * @param recent age of the last change up to which unconfirmed trades, and finished trades of the overview, are counted
 * @param countUpTo number up to which the overview counts unsent messages, and a list its trades; a larger number is shown as this one or more
 */
@Validated
@ConfigurationProperties("coincide.operations")
record OperationsProperties(
        @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration unconfirmedAfter,

        @DefaultValue("7d") @DurationMin(hours = 1) @DurationMax(days = 365)
        Duration recent,

        @DefaultValue("10000") @Min(100) @Max(1_000_000) int countUpTo) {}

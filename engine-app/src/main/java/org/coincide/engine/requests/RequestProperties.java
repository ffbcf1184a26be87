package org.coincide.engine.requests;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of requests about trades.
 *
 * @param attempts maximum number of attempts of a request that conflicts with concurrent steps of the process
 * @param pause pause between two attempts
 * @param keptRefusals number of refused requests that are kept of one trade for operators, the first ones
 */
@Validated
@ConfigurationProperties("coincide.requests")
record RequestProperties(
        @DefaultValue("20") @Min(1) @Max(1000) int attempts,

        @DefaultValue("50ms") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration pause,

        @DefaultValue("50") @Min(1) @Max(10000) int keptRefusals) {}

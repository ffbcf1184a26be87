package org.coincide.engine.requests;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the retries of requests about trades.
 *
 * @param attempts maximum number of attempts of a request that conflicts with concurrent steps of the process
 * @param pause pause between two attempts
 */
@Validated
@ConfigurationProperties("coincide.requests")
record RequestRetryProperties(
        @DefaultValue("20") @Positive int attempts,
        @DefaultValue("50ms") Duration pause) {}

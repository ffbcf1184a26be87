package org.coincide.engine.sandbox;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the engine's web applications and REST API.
 *
 * @param queryLimit maximum number of results of a query
 * @param loginAttempts number of consecutive wrong passwords after which a user is locked until the next start
 * @param firstLoginDelay time for which logins are refused after a wrong password; doubles with each further one
 * @param longestLoginDelay maximum of the doubling delay
 */
@Validated
@ConfigurationProperties("coincide.engine")
public record EngineProperties(
        @DefaultValue("2000") @Min(1) int queryLimit,
        @DefaultValue("10") @Min(1) int loginAttempts,
        @DefaultValue("3s") Duration firstLoginDelay,
        @DefaultValue("60s") Duration longestLoginDelay) {}

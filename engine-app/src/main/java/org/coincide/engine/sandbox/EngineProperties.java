package org.coincide.engine.sandbox;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the engine's pages and REST API give and take.
 *
 * @param queryLimit how many results one query may give
 * @param loginAttempts after so many wrong passwords in a row an operator is locked until the next start
 * @param firstLoginDelay how long a login is refused after a wrong password; doubles with each further one
 * @param longestLoginDelay the delay doubles up to this
 */
@Validated
@ConfigurationProperties("coincide.engine")
public record EngineProperties(
        @DefaultValue("2000") @Min(1) int queryLimit,
        @DefaultValue("10") @Min(1) int loginAttempts,
        @DefaultValue("3s") Duration firstLoginDelay,
        @DefaultValue("60s") Duration longestLoginDelay) {}

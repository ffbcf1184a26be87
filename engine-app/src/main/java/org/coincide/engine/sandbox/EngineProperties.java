package org.coincide.engine.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the engine's web applications and REST API.
 *
 * @param queryLimit maximum number of results of a query
 */
@Validated
@ConfigurationProperties("coincide.engine")
public record EngineProperties(
        @DefaultValue("2000") @Min(1) @Max(100000) int queryLimit) {}

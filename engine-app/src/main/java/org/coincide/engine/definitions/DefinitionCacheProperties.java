package org.coincide.engine.definitions;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the cache of definitions.
 *
 * @param maxExpressions maximum number of parsed expressions of decision tables that are kept, of each kind
 * @param maxAge longest time until a server notices that another one deployed, suspended or activated a definition, if the notification is lost; 0 reads
 *     it at each step
 */
@Validated
@ConfigurationProperties("coincide.definitions")
record DefinitionCacheProperties(
        @DefaultValue("2000") @Min(100) @Max(100000) int maxExpressions,

        @DefaultValue("30s") @DurationMin @DurationMax(minutes = 10)
        Duration maxAge) {}

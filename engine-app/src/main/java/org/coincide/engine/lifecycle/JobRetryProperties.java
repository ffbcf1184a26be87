package org.coincide.engine.lifecycle;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of repeated jobs.
 *
 * @param collisions number of times that a job is executed again at once if another transaction of its trade was earlier, or was
 *     preferred in a deadlock; after more collisions it waits for the first interval of its retry cycle. These collisions do not count as
 *     failed attempts
 */
@Validated
@ConfigurationProperties("coincide.jobs.retry")
record JobRetryProperties(
        @DefaultValue("3") @Min(0) @Max(100) int collisions) {}

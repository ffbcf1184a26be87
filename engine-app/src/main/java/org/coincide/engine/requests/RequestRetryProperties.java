package org.coincide.engine.requests;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests about trades are carried out.
 *
 * @param attempts how often a request is tried where the process moves at the same moment and the engine lets one of the two win
 * @param pause between two such attempts
 */
@Validated
@ConfigurationProperties("coincide.requests")
record RequestRetryProperties(
        @DefaultValue("20") @Positive int attempts,
        @DefaultValue("50ms") Duration pause) {}

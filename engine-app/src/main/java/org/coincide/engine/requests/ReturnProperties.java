package org.coincide.engine.requests;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of returns.
 *
 * @param window time after the last delivery during which goods can be returned
 * @param accepted whether returns are accepted automatically; otherwise a person decides in Tasklist
 */
@Validated
@ConfigurationProperties("coincide.returns")
record ReturnProperties(
        @DefaultValue("30d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration window,

        @DefaultValue("false") boolean accepted) {}

package org.coincide.engine.lifecycle;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the execution of jobs.
 *
 * @param stopWait maximum time that a stop of the server waits for acquired jobs. With more than a minute, raise
 *     {@code TimeoutStopSec=90} of the systemd unit as well
 */
@Validated
@ConfigurationProperties("coincide.jobs")
record JobExecutorProperties(
        @DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration stopWait) {}

package org.coincide.engine.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the hand-over of new jobs to threads.
 *
 * @param maxQueued jobs; a new job is handed to a thread directly while fewer wait for one, otherwise it waits in the database until it
 *     is acquired. 0 hands over no job
 */
@Validated
@ConfigurationProperties("coincide.jobs.hand-over")
record JobHandOverProperties(
        @DefaultValue("100") @Min(0) @Max(10_000) int maxQueued) {}

package org.coincide.engine.jobs.threads;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the hand-over of new jobs to threads.
 *
 * @param maxQueued jobs; a new job of a running trade is handed to a thread directly while fewer wait for one, otherwise it waits in the
 *     database until it is acquired. 0 hands over no job of running trades
 * @param precedence time for which a new job of a running trade overtakes jobs from the database, such as timers, and new orders that
 *     wait for a thread; they come before jobs that are younger by more than this
 * @param placeWait longest time for which the acquisition waits until a job that it has acquired finds a place among those that wait for a
 *     thread; then it tries again
 */
@Validated
@ConfigurationProperties("coincide.jobs.hand-over")
public record JobHandOverProperties(
        @DefaultValue("100") @Min(0) @Max(10_000) int maxQueued,

        @DefaultValue("1s") @DurationMin(millis = 0) @DurationMax(minutes = 1)
        Duration precedence,

        @DefaultValue("100ms") @DurationMin(millis = 0) @DurationMax(seconds = 10)
        Duration placeWait) {}

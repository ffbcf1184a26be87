package org.coincide.engine.monitoring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the metrics that are counted in the database. The longest pauses are below the age of the alert CoincideServerFiguresStale.
 *
 * @param interval pause between two counts
 * @param idleInterval longest pause between two counts, while no trade changes
 * @param limit maximum number of rows that one count reads; a metric at this value means "at least"
 * @param overdueTasks ids of the models' tasks that exist because a deadline has passed
 */
@Validated
@ConfigurationProperties("coincide.monitoring")
record MonitoringProperties(
        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration interval,

        @DefaultValue("5m") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration idleInterval,

        @DefaultValue("10000") @Min(100) @Max(1000000) int limit,

        @DefaultValue({
            "Task_ExpediteReview",
            "Task_ExpediteDecision",
            "Task_ReviewDelay",
            "Task_ReviewCarriage",
            "Task_ReviewBackorder",
            "Task_DecideOnInvoice"
        })
        List<String> overdueTasks) {}

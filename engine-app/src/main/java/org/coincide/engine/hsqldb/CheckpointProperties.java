package org.coincide.engine.hsqldb;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.coincide.engine.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the HSQLDB checkpoint, which merges the log into the database file. A start after a crash replays the log.
 *
 * @param above size of the log above which a checkpoint runs; limits the time that a start after a crash takes
 * @param interval interval at which the size of the log is checked
 * @param maxWait maximum time that new transactions wait for the open ones before the checkpoint is postponed to the next check
 * @param compactAbove percentage of unused space in the database file above which a checkpoint also compacts the file; no
 *     transaction runs meanwhile; 100 disables it
 * @param compactFrom size of the database file from which it is compacted
 */
@Validated
@ConfigurationProperties("coincide.hsqldb.checkpoint")
record CheckpointProperties(
        @DefaultValue("8MB") @DataSizeRange(min = "1MB", max = "10GB")
        DataSize above,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration interval,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration maxWait,

        @DefaultValue("50") @Min(1) @Max(100) int compactAbove,

        @DefaultValue("64MB") @DataSizeRange(min = "1MB", max = "10TB")
        DataSize compactFrom) {}

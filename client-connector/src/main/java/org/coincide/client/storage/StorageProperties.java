package org.coincide.client.storage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.coincide.client.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the ledger's files, and of the supervision of their disk.
 *
 * @param minFree free space below which the client stores nothing any more: orders and requests are refused, and health is DOWN. A reserve for
 *     the files of the database; also the least free space for a start
 * @param poll interval at which free space and database are checked, and a failed database is recovered
 * @param logLimit size of HSQLDB's log from which a checkpoint merges the log into the database file; limits the time that a start after a
 *     crash takes
 * @param compactAbove percentage of unused space in HSQLDB's database file above which a checkpoint also compacts the file; 0 disables
 *     the compaction
 */
@Validated
@ConfigurationProperties("coincide.storage")
public record StorageProperties(
        @DefaultValue("200MB") @DataSizeRange(min = "1MB", max = "10TB")
        DataSize minFree,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("8MB") @DataSizeRange(min = "1MB", max = "10GB")
        DataSize logLimit,

        @DefaultValue("50") @Min(0) @Max(100) int compactAbove) {}

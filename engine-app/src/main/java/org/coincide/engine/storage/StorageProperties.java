package org.coincide.engine.storage;

import java.time.Duration;
import org.coincide.engine.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the supervision of the data directory's disk.
 *
 * @param minFree free space below which the server stores nothing any more: it refuses orders and requests and is DOWN. A reserve
 *     for the files of database and broker; also the least free space for a start
 * @param poll interval at which free space, database and broker are checked, and a failed one is recovered
 * @param stalledAfter time after which a check or recovery that does not end is logged, with the place where it waits
 */
@Validated
@ConfigurationProperties("coincide.storage")
record StorageProperties(
        @DefaultValue("200MB") @DataSizeRange(min = "1MB", max = "10TB")
        DataSize minFree,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration stalledAfter) {}

package org.coincide.engine.deadletters;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.coincide.engine.settings.DataSizeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the stored dead letters. A sender's newest letter replaces its oldest ones.
 *
 * @param perSender number of dead letters that are kept of one sender
 * @param sizePerSender size of the dead letters that are kept of one sender; the newest is kept whatever its size
 */
@Validated
@ConfigurationProperties("coincide.dead-letters")
record DeadLetterProperties(
        @DefaultValue("1000") @Min(1) @Max(1000000) int perSender,

        @DefaultValue("16MB") @DataSizeRange(min = "1MB", max = "10GB")
        DataSize sizePerSender) {}

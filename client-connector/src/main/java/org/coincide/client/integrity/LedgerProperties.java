package org.coincide.client.integrity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the verification of the stored ledger.
 *
 * @param verifyAt time of the nightly verification of the whole ledger, after midnight UTC; a missed one runs after the start
 * @param verifyAtStart maximum number of entries that are verified at start, from the last verified one on; {@code 0} for none
 * @param verifyPage number of rows that are read and compared in one transaction
 * @param anchorInterval interval of writing the running head to the anchor file; entries of a shorter time can be cut off unnoticed
 */
@Validated
@ConfigurationProperties("coincide.ledger")
public record LedgerProperties(
        @DefaultValue("3h") @DurationMin @DurationMax(hours = 24)
        Duration verifyAt,

        @DefaultValue("10000") @Min(0) @Max(10_000_000) int verifyAtStart,

        @DefaultValue("200") @Min(1) @Max(2000) int verifyPage,

        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration anchorInterval) {}

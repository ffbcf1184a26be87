package org.coincide.engine.reconciliation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the comparison of open trades with their processes.
 *
 * @param poll pause between two comparisons; a discrepancy is reported after at most this time
 * @param page number of trades that are compared by one query
 * @param limit maximum number of discrepancies that are reported at the same time
 */
@Validated
@ConfigurationProperties("coincide.reconciliation")
record ReconciliationProperties(
        @DefaultValue("45s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration poll,

        @DefaultValue("200") @Min(1) @Max(1000) int page,
        @DefaultValue("1000") @Min(1) @Max(100000) int limit) {}

package org.coincide.engine.operations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the CSV files that operators upload.
 *
 * @param maxRows maximum number of rows of a file; a longer file is refused
 */
@Validated
@ConfigurationProperties("coincide.csv-files")
record CsvFileProperties(
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxRows) {}

package org.coincide.engine.models;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.coincide.engine.settings.DataSizeRange;
import org.coincide.processes.model.CheckLimits;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the process and decision models.
 *
 * @param location folder with models that replace the server's own models of the same name; empty to use only the server's
 * @param poll interval at which the folder is polled
 * @param settle time that the files must be unchanged before they are read, because an editor may save several files
 * @param check limits of the check
 */
@Validated
@ConfigurationProperties("coincide.processes")
record ModelProperties(
        Path location,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration poll,

        @DefaultValue("1s") @DurationMin @DurationMax(minutes = 1)
        Duration settle,

        @DefaultValue @Valid Check check) {

    boolean hasFolder() {
        return location != null && !location.toString().isEmpty();
    }

    /**
     * Limits of the check of models. A file that exceeds one is refused with its name.
     *
     * @param maxStates maximum number of states that the path check visits; limits its memory
     * @param maxTime maximum duration of a path check
     * @param maxTimeAfterViolation time in which the path check looks for more violations after the first, to report them together
     * @param maxFileSize maximum size of a model, a table or a form
     * @param maxElements maximum number of XML elements of a file
     * @param maxDepth maximum depth of nested XML elements
     * @param maxAnswers maximum number of different answers of one form: the product of the choices of its fields
     * @param maxInstances maximum number of instances of one multi-instance activity
     */
    record Check(
            @DefaultValue("500000") @Min(1) @Max(100000000) int maxStates,

            @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(hours = 24)
            Duration maxTime,

            @DefaultValue("3s") @DurationMin @DurationMax(hours = 24)
            Duration maxTimeAfterViolation,

            @DefaultValue("10MB") @DataSizeRange(min = "1KB", max = "100MB")
            DataSize maxFileSize,

            @DefaultValue("20000") @Min(1) @Max(1000000) int maxElements,
            @DefaultValue("100") @Min(10) @Max(500) int maxDepth,
            @DefaultValue("200") @Min(1) @Max(100000) int maxAnswers,
            @DefaultValue("100") @Min(1) @Max(10000) int maxInstances) {

        CheckLimits limits() {
            return new CheckLimits(
                    maxStates,
                    maxTime,
                    maxTimeAfterViolation,
                    maxFileSize.toBytes(),
                    maxElements,
                    maxDepth,
                    maxAnswers,
                    maxInstances);
        }
    }
}

package org.coincide.engine.models;

import jakarta.validation.Valid;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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

        @DefaultValue @Valid CheckProperties check) {

    boolean hasFolder() {
        return location != null && !location.toString().isEmpty();
    }
}

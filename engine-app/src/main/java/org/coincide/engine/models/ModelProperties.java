package org.coincide.engine.models;

import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the models come from.
 *
 * @param location a folder whose models win over those of the same name that the server brings; empty for those alone
 * @param poll how often the folder is looked at
 * @param settle how long the folder must have lain still before its files are read: an editor may save several
 * @param mostStates how many states the path check meets before it stops and says so; it bounds time and memory
 */
@Validated
@ConfigurationProperties("coincide.processes")
record ModelProperties(
        Path location,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("1s") Duration settle,
        @DefaultValue("500000") @Positive int mostStates) {

    boolean watchesAFolder() {
        return location != null && !location.toString().isEmpty();
    }
}

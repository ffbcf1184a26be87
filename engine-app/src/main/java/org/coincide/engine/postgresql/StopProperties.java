package org.coincide.engine.postgresql;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of a stop of the server.
 *
 * @param databaseCheck maximum time, in whole seconds, that PostgreSQL may take to log in when a stop begins; afterwards the stop does not
 *     wait for the database any more
 */
@Validated
@ConfigurationProperties("coincide.stop")
record StopProperties(
        @DefaultValue("2s") @DurationMin(seconds = 1) @DurationMax(minutes = 1)
        Duration databaseCheck) {}

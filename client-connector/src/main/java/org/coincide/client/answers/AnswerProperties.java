package org.coincide.client.answers;

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
 * Settings of the server's answers to warnings. They are fetched from {@code coincide.catalogue.url}, if {@code coincide.catalogue.enabled}.
 *
 * @param refreshInterval time between two requests, while there are warnings that the server has not acknowledged
 * @param newest number of the newest reported warnings whose answers are fetched
 * @param maxSize maximum size of a response
 */
@Validated
@ConfigurationProperties("coincide.answers")
public record AnswerProperties(
        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration refreshInterval,

        @DefaultValue("200") @Min(1) @Max(500) int newest,

        @DefaultValue("2MB") @DataSizeRange(min = "64KB", max = "8MB")
        DataSize maxSize) {}

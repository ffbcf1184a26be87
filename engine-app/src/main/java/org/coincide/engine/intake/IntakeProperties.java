package org.coincide.engine.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.coincide.engine.settings.DataSizeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the intake of orders and requests from their queues.
 *
 * @param consumers number of orders that are processed concurrently
 * @param poisonAfter number of failed deliveries after which a message moves to the dead letters; deliveries that failed
 *     because the database or the broker was unreachable do not count
 * @param maxTextSize maximum size of a message's text, after decompression
 */
@Validated
@ConfigurationProperties("coincide.intake")
record IntakeProperties(
        @DefaultValue("2") @Min(1) @Max(100) int consumers,
        @DefaultValue("5") @Min(1) @Max(1000) int poisonAfter,

        @DefaultValue("1MB") @DataSizeRange(min = "64KB", max = "100MB")
        DataSize maxTextSize) {}

package org.coincide.engine.intake;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How orders and requests are taken from their queues.
 *
 * @param consumers how many orders are taken at once
 * @param poisonAfter deliveries of one message that fail for a reason that is not technical, after which it goes to the
 *     dead-letter queue; technical faults, such as a database that is away, are tried without end
 * @param maxTextSize largest text of a message in bytes, after decompression
 */
@Validated
@ConfigurationProperties("coincide.intake")
record IntakeProperties(
        @DefaultValue("2") @Positive int consumers,
        @DefaultValue("5") @Positive int poisonAfter,
        @DefaultValue("1MB") DataSize maxTextSize) {}

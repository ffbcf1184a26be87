package org.coincide.engine.deadletters;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.coincide.engine.settings.DataSizeRange;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the stored dead letters and of the failing messages. A sender's newest letter replaces its oldest ones.
 *
 * @param perSender number of dead letters that are kept of one sender
 * @param sizePerSender size of the dead letters that are kept of one sender; the newest is kept whatever its size
 * @param failingMessages number of messages that fail again and again that are shown to operators, each with its body; the most recent ones
 * @param failingFor time after its last failure for which such a message is shown; longer than {@code coincide.broker.redelivery.longest}
 */
@Validated
@ConfigurationProperties("coincide.dead-letters")
record DeadLetterProperties(
        @DefaultValue("1000") @Min(1) @Max(1000000) int perSender,

        @DefaultValue("16MB") @DataSizeRange(min = "1MB", max = "10GB")
        DataSize sizePerSender,

        @DefaultValue("20") @Min(1) @Max(1000) int failingMessages,

        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration failingFor) {}

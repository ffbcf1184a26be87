package org.coincide.engine.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Retention times of the server's own tables.
 *
 * @param enabled whether old rows are removed
 * @param at time of the nightly removal, after midnight UTC
 * @param longest maximum time of one nightly removal; the rest follows in the next night
 * @param batch maximum number of rows, or of trades, that one transaction removes
 * @param export folder of the files with the removed rows; {@code removed} in the data directory if empty. Another one, outside of
 *     {@code /var/lib/coincide}, needs {@code ReadWritePaths=} in the systemd unit
 * @param trades age of the last change after which a closed trade is removed with all of its messages, and of reports of carriers and
 *     payment providers and transfers without a trade
 * @param messages age after which refusals, statements and announcements of keys are removed from the journal
 * @param receipts age after which a receipt is removed
 * @param warnings age after which a warning about no trade of this server is removed
 * @param deadLetters age after which a dead letter is removed
 * @param discrepancies time after its end after which a discrepancy is removed
 */
@Validated
@ConfigurationProperties("coincide.retention")
public record RetentionProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("1h") @DurationMin @DurationMax(hours = 24)
        Duration at,

        @DefaultValue("2h") @DurationMin(seconds = 1) @DurationMax(hours = 12)
        Duration longest,

        @DefaultValue("100") @Min(1) @Max(1000) int batch,
        Path export,

        @DefaultValue("3650d") @DurationMin(days = 30) @DurationMax(days = 36500)
        Duration trades,

        @DefaultValue("400d") @DurationMin(days = 7) @DurationMax(days = 36500)
        Duration messages,

        @DefaultValue("400d") @DurationMin(days = 7) @DurationMax(days = 36500)
        Duration receipts,

        @DefaultValue("730d") @DurationMin(days = 7) @DurationMax(days = 36500)
        Duration warnings,

        @DefaultValue("90d") @DurationMin(days = 1) @DurationMax(days = 36500)
        Duration deadLetters,

        @DefaultValue("365d") @DurationMin(days = 1) @DurationMax(days = 36500)
        Duration discrepancies) {}

package org.coincide.client.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Retention time of the ledger's trades.
 *
 * @param enabled whether old trades are removed
 * @param at time of the nightly removal, after midnight UTC
 * @param longest maximum time of one nightly removal; the rest follows in the next night
 * @param batch number of trades that are read at once
 * @param export folder of the evidence of the removed trades; {@code removed} in the client's folder of the data directory if empty. Another
 *     one, outside of {@code /var/lib/coincide}, needs {@code ReadWritePaths=} in the systemd unit
 * @param trades age of the last change after which a closed trade is removed
 * @param earlierKeys thumbprints of this client's earlier signing keys, with which removals are signed
 */
@Validated
@ConfigurationProperties("coincide.retention")
public record RetentionProperties(
        @DefaultValue("false") boolean enabled,

        @DefaultValue("4h") @DurationMin @DurationMax(hours = 24)
        Duration at,

        @DefaultValue("2h") @DurationMin(seconds = 1) @DurationMax(hours = 12)
        Duration longest,

        @DefaultValue("100") @Min(1) @Max(1000) int batch,
        Path export,

        @DefaultValue("3650d") @DurationMin(days = 30) @DurationMax(days = 36500)
        Duration trades,

        @DefaultValue
        List<@Pattern(regexp = "[A-Za-z0-9_-]{43}", message = "the SHA-256 thumbprint of a key") String> earlierKeys) {}

package org.coincide.engine.journal.messages;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the journal.
 *
 * @param serverName first segment of the CloudEvents source of each message; must not change during the life of the server's
 *     data, because sequences are counted per source
 */
@Validated
@ConfigurationProperties("coincide.journal")
record JournalProperties(
        @DefaultValue("coincide") @Pattern(regexp = "[a-z][a-z0-9-]{0,31}")
        String serverName) {}
